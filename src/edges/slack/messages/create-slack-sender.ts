import { readMember } from '../../../features/access/read-member.js';
import type {
  FindOutcome,
  SendOutcome,
  SlackMessage,
  SlackSender,
  UpdateOutcome,
} from '../../../features/notifications/ports.js';
import { readRequestView } from '../../../features/orders/cancel/read-request-view.js';
import { Failure } from '../../../kernel/errors.js';
import { asDatabaseFailure } from '../../../platform/db/database-failure.js';
import { translator } from '../../../words/translator.js';
import { context } from '../block-kit/blocks.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import type { SlackDeps } from '../deps.js';
import type { Viewer } from '../lookup/viewer.js';
import { draw } from './draw.js';
import { findPosted } from './find-posted.js';
import { slackUserOf } from './slack-user-of.js';

/** A message that cannot be sent, whoever tries: `code` says why. */
class Unsendable extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Drawing threw: a bug, and no answer of Slack. */
class Mistake extends Error {}

const mistake = (thrown: unknown): never => {
  const error = asDatabaseFailure(thrown);
  throw error instanceof Unsendable || error instanceof Failure ? error : new Mistake('', { cause: error });
};

/** Nobody could tell whether the first one arrived: better twice and said so than not at all. */
const markRepeated = (drawn: ReturnType<typeof draw>, { t }: Viewer): ReturnType<typeof draw> => ({
  text: `${drawn.text} ${t('messages.maybeRepeated')}`,
  blocks: [...drawn.blocks, context([t('messages.maybeRepeated')])],
});

/** Whoever reads a channel: Slack shows dates in each reader's own zone. */
const EVERYBODY = { locale: 'en-US', timezone: 'UTC' };

/** Slack, as the deliveries need it: renders each kind from what is true now, posts it once, finds it, draws it again. */
export const createSlackSender = (deps: SlackDeps): SlackSender => {
  const { db, posts } = deps;

  const render = async (owed: SlackMessage, viewer: Viewer) => {
    const request = owed.requestId === null ? null : await readRequestView(db, owed.requestId);
    if (request === null) throw new Unsendable('request-not-found');
    const drawn = draw(owed, request, viewer);
    return owed.maybeRepeated ? markRepeated(drawn, viewer) : drawn;
  };

  const viewerOf = async ({ recipient }: SlackMessage): Promise<Viewer> => {
    const member = recipient.to === 'member' ? await readMember(db, recipient.memberId) : null;
    const locale = member?.locale ?? EVERYBODY.locale;
    return { t: translator(locale), locale, timezone: member?.timezone ?? EVERYBODY.timezone };
  };

  /** Where it goes: a channel by id or name, a person by their direct messages. */
  const target = async ({ recipient }: SlackMessage): Promise<string> => {
    if (recipient.to === 'channel') return recipient.target;
    const member = await readMember(db, recipient.memberId);
    if (member === null || !member.active) throw new Unsendable('member-inactive');
    const user = await slackUserOf(deps, member);
    if ('refused' in user) throw new Unsendable(user.refused);
    const { channel } = await posts.conversations.open({ users: user.userId });
    if (channel?.id === undefined) throw new Unsendable('no-direct-message');
    return channel.id;
  };

  return {
    async send(owed): Promise<SendOutcome> {
      try {
        // First whom: that is when the language of somebody becomes known who was never here before.
        const channel = await target(owed);
        const content = await render(owed, await viewerOf(owed));
        return await post(channel, content, owed);
      } catch (error) {
        return before(error);
      }
    },
    async find(owed): Promise<FindOutcome> {
      try {
        const channel = owed.thread?.channel ?? (await target(owed));
        // History is read by id; a channel that is known by name only has never answered, so it cannot be searched.
        if (!/^[CDG][A-Z0-9]{5,}$/.test(channel))
          return { outcome: 'impossible', reason: 'channel-known-by-name-only' };
        const place = await findPosted(
          posts,
          { channel, thread: owed.thread?.ts ?? null, since: owed.since },
          owed.deliveryId,
        );
        if (place === 'absent') return { outcome: 'absent' };
        // Perhaps among what was not read: better twice, and said so, than not at all.
        if (place === 'not-searched-to-the-end') return { outcome: 'impossible', reason: place };
        return { outcome: 'found', place };
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning.outcome === 'rate-limited') return meaning;
        // Without the history scopes nothing can be found, and waiting would not help.
        if (meaning.outcome === 'not-sent' && meaning.reason === 'missing_scope')
          return { outcome: 'impossible', reason: meaning.reason };
        if (meaning.outcome === 'refused') return { outcome: 'impossible', reason: meaning.code };
        return { outcome: 'not-sent', reason: meaning.reason };
      }
    },
    async update(owed, place): Promise<UpdateOutcome> {
      try {
        const content = await render(owed, await viewerOf(owed)).catch(mistake);
        await posts.chat.update({
          channel: place.channel,
          ts: place.ts,
          text: content.text,
          blocks: content.blocks,
        });
        return { outcome: 'updated' };
      } catch (error) {
        if (error instanceof Mistake) throw error.cause;
        const meaning = meaningOf(error);
        return meaning.outcome === 'refused' && GONE.has(meaning.code)
          ? { outcome: 'gone', code: meaning.code }
          : meaning;
      }
    },
  };

  async function post(
    channel: string,
    content: { text: string; blocks: SlackBlocks },
    owed: SlackMessage,
  ): Promise<SendOutcome> {
    try {
      const answer = await posts.chat.postMessage({
        channel,
        text: content.text,
        blocks: content.blocks,
        unfurl_links: false,
        unfurl_media: false,
        ...(owed.thread === null ? {} : { thread_ts: owed.thread.ts }),
      });
      if (answer.channel === undefined || answer.ts === undefined)
        return { outcome: 'unknown', reason: 'no ts in the answer' };
      return { outcome: 'sent', place: { channel: answer.channel, ts: answer.ts } };
    } catch (error) {
      return meaningOf(error);
    }
  }
};

type SlackBlocks = ReturnType<typeof draw>['blocks'];

/** There is nothing left to draw on. A channel that is archived or that we were put out of can come back. */
const GONE = new Set(['message_not_found', 'cant_update_message']);

const meaningOf = (error: unknown) => {
  if (error instanceof Unsendable) return { outcome: 'refused', code: error.code } as const;
  if (error instanceof Failure && error.retryable)
    return { outcome: 'not-sent', reason: error.code } as const;
  const meaning = classifySlackError(error);
  switch (meaning.kind) {
    case 'rate-limited':
      return { outcome: 'rate-limited', retryAfterMs: meaning.retryAfterMs } as const;
    case 'unknown-outcome':
      return { outcome: 'unknown', reason: meaning.reason } as const;
    case 'not-sent':
      return { outcome: 'not-sent', reason: meaning.reason } as const;
    case 'unauthorised':
      // The operator's to mend, and then it can be sent.
      return { outcome: 'not-sent', reason: meaning.code } as const;
    default:
      return { outcome: 'refused', code: meaning.code } as const;
  }
};

/** What went wrong before the post itself: it certainly did not arrive, whatever the answer to another call was. */
const before = (error: unknown): SendOutcome => {
  const meaning = meaningOf(error);
  return meaning.outcome === 'unknown' ? { outcome: 'not-sent', reason: meaning.reason } : meaning;
};
