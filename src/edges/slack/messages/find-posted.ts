import type { WebClient } from '@slack/web-api';
import type { SlackPlace } from '../../../features/notifications/ports.js';

/** Our own messages since the try are few; a channel that is busier than this is not searched to its end. */
export const PAGES = { page: 200, mostPages: 5 };

/** Slack's clock stamps the message, and ours wrote `since`: so far they may be apart, s. */
const CLOCKS_APART = 60;

/** Looks through what was posted since then, in a channel or a thread, for the message with that block id. */
export const findPosted = async (
  client: WebClient,
  where: { readonly channel: string; readonly thread: string | null; readonly since: Date },
  blockId: string,
  { page, mostPages }: { readonly page: number; readonly mostPages: number } = PAGES,
): Promise<SlackPlace | 'absent' | 'not-searched-to-the-end'> => {
  const { channel, thread, since } = where;
  const oldest = String(since.getTime() / 1_000 - CLOCKS_APART);
  let cursor: string | undefined;
  for (let read = 0; read < mostPages; read += 1) {
    const common = { channel, oldest, limit: page, ...(cursor === undefined ? {} : { cursor }) };
    const answer =
      thread === null
        ? await client.conversations.history(common)
        : await client.conversations.replies({ ...common, ts: thread });
    const found = (answer.messages ?? []).find((posted) =>
      posted.blocks?.some((block) => block.block_id === blockId),
    );
    if (found?.ts !== undefined) return { channel, ts: found.ts };
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return 'absent';
  }
  return 'not-searched-to-the-end';
};
