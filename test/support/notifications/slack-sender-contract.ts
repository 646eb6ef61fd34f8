import { describe, expect, it } from 'vitest';
import type { SlackMessage, SlackPlace, SlackSender } from '../../../src/features/notifications/ports.js';

/** What stands in Slack, as the contract looks at it. */
export interface SlackUnderTest {
  readonly sender: SlackSender;
  /** The name of a channel that exists. */
  readonly channelName: string;
  /** A message that the sender can draw, to a recipient that exists; its delivery id is new each time. */
  message(change?: {
    readonly thread?: SlackPlace;
    /** Name or id; the id of a channel that exists unless said. */
    readonly channel?: string;
  }): Promise<SlackMessage>;
  /** Places of all messages that carry this delivery id, in the order in which they were posted. */
  standing(deliveryId: string): Promise<(SlackPlace & { readonly thread: string | null })[]>;
  /** How often the message at this place was drawn again. */
  redrawn(place: SlackPlace): Promise<number>;
  /** Somebody deletes it. */
  remove(place: SlackPlace): Promise<void>;
  /** Lets the next call fail. */
  trouble(kind: 'rate-limited' | 'unreachable' | 'drop-answer' | 'drop-request' | 'no-scope'): Promise<void>;
  /** Runs work with a database transaction open. */
  insideTransaction<T>(work: () => Promise<T>): Promise<T>;
}

const sent = async (slack: SlackUnderTest, message: SlackMessage): Promise<SlackPlace> => {
  const outcome = await slack.sender.send(message);
  if (outcome.outcome !== 'sent') throw new Error(JSON.stringify(outcome));
  return outcome.place;
};

/** What every Slack sender promises the deliveries, in memory as over the wire. `open` is called for each test. */
export const describeSlackSender = (name: string, open: () => Promise<SlackUnderTest>): void => {
  describe(`${name}, as the deliveries need it`, () => {
    it('posts once, and says where', async () => {
      const slack = await open();
      const message = await slack.message();
      const place = await sent(slack, message);
      expect(await slack.standing(message.deliveryId)).toEqual([{ ...place, thread: null }]);
    });

    it('posts to a channel by name and answers with its id, by which it is posted to then', async () => {
      const slack = await open();
      const byName = await sent(slack, await slack.message({ channel: slack.channelName }));
      const byId = await sent(slack, await slack.message({ channel: byName.channel }));
      expect(byId.channel).toBe(byName.channel);
    });

    it('posts under another message', async () => {
      const slack = await open();
      const root = await sent(slack, await slack.message());
      const reply = await slack.message({ thread: root, channel: root.channel });
      await sent(slack, reply);
      expect(await slack.standing(reply.deliveryId)).toMatchObject([{ thread: root.ts }]);
    });

    it('finds what it posted, also under another message and when the answer was lost (C4)', async () => {
      const slack = await open();
      const root = await sent(slack, await slack.message());
      for (const thread of [undefined, root]) {
        const message = await slack.message(thread === undefined ? {} : { thread, channel: root.channel });
        await slack.trouble('drop-answer');
        expect((await slack.sender.send(message)).outcome).toBe('unknown');
        const [place] = await slack.standing(message.deliveryId);
        expect(await slack.sender.find(message)).toEqual({
          outcome: 'found',
          place: { channel: place?.channel, ts: place?.ts },
        });
      }
    });

    it('says that what it never posted is absent', async () => {
      const slack = await open();
      await sent(slack, await slack.message());
      const other = await slack.message();
      expect(await slack.sender.find(other)).toEqual({ outcome: 'absent' });
      await slack.trouble('drop-request');
      expect((await slack.sender.send(other)).outcome).toBe('unknown');
      expect(await slack.sender.find(other)).toEqual({ outcome: 'absent' });
    });

    it('says when it may not look, and when it cannot', async () => {
      const slack = await open();
      const message = await slack.message();
      await sent(slack, message);
      await slack.trouble('no-scope');
      expect((await slack.sender.find(message)).outcome).toBe('impossible');
      await slack.trouble('rate-limited');
      expect((await slack.sender.find(message)).outcome).toBe('rate-limited');
      await slack.trouble('unreachable');
      expect((await slack.sender.find(message)).outcome).toBe('not-sent');
    });

    it.each([
      ['rate-limited', 'rate-limited'],
      ['unreachable', 'not-sent'],
    ] as const)('posts nothing when Slack is %s, and says so', async (trouble, outcome) => {
      const slack = await open();
      const message = await slack.message();
      await slack.trouble(trouble);
      const answer = await slack.sender.send(message);
      expect(answer.outcome).toBe(outcome);
      if (answer.outcome === 'rate-limited') expect(answer.retryAfterMs).toBeGreaterThan(0);
      expect(await slack.standing(message.deliveryId)).toEqual([]);
    });

    it('is refused by a channel that does not exist', async () => {
      const slack = await open();
      const message = await slack.message({ channel: 'no-such-channel' });
      expect(await slack.sender.send(message)).toEqual({ outcome: 'refused', code: 'channel_not_found' });
    });

    it('draws a message again where it stands', async () => {
      const slack = await open();
      const message = await slack.message();
      const place = await sent(slack, message);
      expect(await slack.sender.update(message, place)).toEqual({ outcome: 'updated' });
      expect(await slack.redrawn(place)).toBe(1);
      expect(await slack.standing(message.deliveryId)).toHaveLength(1);
      // Found after it was drawn again, too.
      expect(await slack.sender.find(message)).toEqual({ outcome: 'found', place });
    });

    it('says that a message is gone which somebody deleted', async () => {
      const slack = await open();
      const message = await slack.message();
      const place = await sent(slack, message);
      await slack.remove(place);
      expect((await slack.sender.update(message, place)).outcome).toBe('gone');
    });

    it('calls nothing while a database transaction is open (M12)', async () => {
      const slack = await open();
      const message = await slack.message();
      const attempt = slack.insideTransaction(() => slack.sender.send(message));
      // Refused by a throw or by an outcome, but never posted.
      await attempt.then(
        ({ outcome }) => expect(outcome).toBe('refused'),
        (error) => expect(error).toMatchObject({ code: 'network-in-transaction' }),
      );
      expect(await slack.standing(message.deliveryId)).toEqual([]);
    });
  });
};
