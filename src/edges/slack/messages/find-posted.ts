import type { WebClient } from '@slack/web-api';
import type { SlackPlace } from '../../../features/notifications/ports.js';

const PAGE = 200;
/** Our own messages since the try are few; a channel that is busier than this is not searched to its end. */
const MOST_PAGES = 5;

/** Looks through what was posted since then, in a channel or a thread, for the message with that block id. */
export const findPosted = async (
  client: WebClient,
  where: { readonly channel: string; readonly thread: string | null; readonly since: Date },
  blockId: string,
): Promise<SlackPlace | null> => {
  const { channel, thread, since } = where;
  // A second earlier: Slack's clock stamps the message, and ours wrote `since`.
  const oldest = String(since.getTime() / 1_000 - 1);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const common = { channel, oldest, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const answer =
      thread === null
        ? await client.conversations.history(common)
        : await client.conversations.replies({ ...common, ts: thread });
    const found = (answer.messages ?? []).find((posted) =>
      posted.blocks?.some((block) => block.block_id === blockId),
    );
    if (found?.ts !== undefined) return { channel, ts: found.ts };
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return null;
  }
  return null;
};
