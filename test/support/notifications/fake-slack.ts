import type {
  FindOutcome,
  SendOutcome,
  SlackMessage,
  SlackPlace,
  SlackSender,
  UpdateOutcome,
} from '../../../src/features/notifications/ports.js';
import { assertOutsideTransaction } from '../../../src/platform/db/in-transaction.js';

/** What goes wrong with the next call. `drop-answer`: Slack does it, and nobody hears of it. */
export type Trouble = 'rate-limited' | 'unreachable' | 'drop-answer' | 'drop-request' | 'no-scope' | 'throw';

export interface Post extends SlackPlace {
  readonly message: SlackMessage;
  /** Every text it showed, oldest first. */
  readonly shown: string[];
}

// Over all suites of a process: no two messages of a channel have one ts.
let posted = 0;

/**
 * Slack as a port, in memory: posts, finds and draws again, with trouble on demand. What a message shows is what `draw`
 * answers at that moment; `beforeWrite` runs between drawing and writing, so that a test can come in between.
 */
export class FakeSlack implements SlackSender {
  readonly posts: Post[] = [];
  readonly calls: string[] = [];
  readonly channels = new Map<string, string>();
  draw: (message: SlackMessage) => Promise<string> = async (message) => message.kind;
  beforeWrite: () => Promise<void> = async () => undefined;
  readonly #troubles: Trouble[] = [];

  constructor(channels: readonly string[] = ['order-approvals', 'order-ops']) {
    for (const [index, name] of channels.entries()) this.channels.set(name, `C${index + 1}`);
  }

  /** Lets the next calls fail, in this order. */
  trouble(...troubles: Trouble[]): void {
    this.#troubles.push(...troubles);
  }

  async send(message: SlackMessage): Promise<SendOutcome> {
    assertOutsideTransaction('a post to Slack');
    this.calls.push('send');
    const channel = this.#channelOf(message);
    const text = await this.draw(message);
    const trouble = this.#troubles.shift();
    const failed = this.#fail(trouble);
    if (failed !== null) return failed;
    if (channel === undefined) return { outcome: 'refused', code: 'channel_not_found' };
    const { thread } = message;
    if (thread !== null && !this.posts.some(({ ts }) => ts === thread.ts))
      return { outcome: 'refused', code: 'thread_not_found' };
    await this.beforeWrite();
    posted += 1;
    const place = { channel, ts: `1700000000.${String(posted).padStart(6, '0')}` };
    this.posts.push({ ...place, message, shown: [text] });
    return trouble === 'drop-answer'
      ? { outcome: 'unknown', reason: 'ETIMEDOUT' }
      : { outcome: 'sent', place };
  }

  async find(message: SlackMessage): Promise<FindOutcome> {
    assertOutsideTransaction('a look into Slack');
    this.calls.push('find');
    const trouble = this.#troubles.shift();
    if (trouble === 'no-scope') return { outcome: 'impossible', reason: 'missing_scope' };
    if (trouble === 'rate-limited') return { outcome: 'rate-limited', retryAfterMs: 30_000 };
    if (trouble !== undefined) return { outcome: 'not-sent', reason: 'ECONNREFUSED' };
    const post = this.posts.find((known) => known.message.deliveryId === message.deliveryId);
    return post === undefined
      ? { outcome: 'absent' }
      : { outcome: 'found', place: { channel: post.channel, ts: post.ts } };
  }

  async update(message: SlackMessage, place: SlackPlace): Promise<UpdateOutcome> {
    assertOutsideTransaction('an update in Slack');
    this.calls.push('update');
    const text = await this.draw(message);
    const trouble = this.#troubles.shift();
    const failed = this.#fail(trouble);
    if (failed !== null) return failed;
    await this.beforeWrite();
    const post = this.posts.find(({ channel, ts }) => channel === place.channel && ts === place.ts);
    if (post === undefined) return { outcome: 'gone', code: 'message_not_found' };
    post.shown.push(text);
    return trouble === 'drop-answer' ? { outcome: 'unknown', reason: 'ETIMEDOUT' } : { outcome: 'updated' };
  }

  #channelOf({ recipient }: SlackMessage): string | undefined {
    if (recipient.to === 'member') return `D-${recipient.memberId}`;
    const { target } = recipient;
    return this.channels.get(target) ?? [...this.channels.values()].find((id) => id === target);
  }

  #fail(trouble: Trouble | undefined): Exclude<SendOutcome, { outcome: 'sent' }> | null {
    if (trouble === 'rate-limited') return { outcome: 'rate-limited', retryAfterMs: 30_000 };
    if (trouble === 'unreachable') return { outcome: 'not-sent', reason: 'ECONNREFUSED' };
    if (trouble === 'drop-request') return { outcome: 'unknown', reason: 'ECONNRESET' };
    if (trouble === 'throw') throw new Error('a mistake in a card');
    return null;
  }
}
