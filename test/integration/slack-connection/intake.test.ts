import type { ReceiverEvent } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { createGuard } from '../../../src/edges/slack/block-kit/guard.js';
import { boltLogger } from '../../../src/edges/slack/connection/bolt-logger.js';
import { createIntake, type IntakeOptions } from '../../../src/edges/slack/connection/intake.js';
import { keptLog } from '../../support/log-scan/kept-log.js';
import { waitFor } from '../../support/wait-for.js';

const command = { command: '/order', team_id: 'T1', user_id: 'U1', text: 'help' };
const submission = {
  type: 'view_submission',
  team: { id: 'T1' },
  user: { id: 'U1', team_id: 'T1' },
  view: { callback_id: 'cancel' },
};

const world = (more: Partial<IntakeOptions> = {}) => {
  const lines: Record<string, unknown>[] = [];
  const log = keptLog((line) => lines.push(line));
  const responses: { url: string; message: object }[] = [];
  const intake = createIntake({
    teamId: () => 'T1',
    guard: createGuard({ strict: true, report: () => undefined }),
    teller: {
      // Nobody listens there: what is said goes by the acknowledgement or the response_url.
      client: new WebClient('x', {
        slackApiUrl: 'http://127.0.0.1:1/',
        retryConfig: { retries: 0 },
        logger: boltLogger(log),
      }),
      postToResponseUrl: async (url, message) => void responses.push({ url, message }),
      log,
    },
    log,
    localeOf: () => undefined,
    ...more,
  });
  const acks: unknown[] = [];
  const event = (body: object): ReceiverEvent => ({
    body,
    ack: async (response) => void acks.push(response),
  });
  return { intake, acks, event, lines, responses, said: () => lines.map(({ msg }) => msg) };
};

describe('what arrives from Slack', () => {
  it('is handed to the listeners, acknowledged once, and nothing else is said', async () => {
    const { intake, acks, event, said } = world();
    await intake.receive(event(command), async ({ ack }) => {
      await ack('hello');
      await ack('again');
    });
    expect(acks).toEqual(['hello']);
    expect(said()).toEqual(['acknowledged twice; the second was ignored']);
  });

  it('K3: is refused when it comes from another workspace, or is acted by somebody of another', async () => {
    for (const body of [
      { ...command, team_id: 'T2' },
      { ...command, team_id: undefined },
      { ...submission, user: { id: 'U9', team_id: 'T2' } },
    ]) {
      const { intake, acks, event } = world();
      await intake.receive(event(body), async () => expect.unreachable('a listener saw it'));
      expect(JSON.stringify(acks)).toContain('one workspace only');
    }
  });

  it('is answered when nothing listens to it: no button is silent', async () => {
    const { intake, acks, event, responses } = world();
    const click = {
      actions: [{ action_id: 'gone' }],
      team: { id: 'T1' },
      user: { id: 'U1' },
      response_url: 'https://r',
    };
    await intake.receive(event(click), async () => undefined);
    expect(acks).toEqual([undefined]);
    expect(responses).toMatchObject([
      { url: 'https://r', message: { response_type: 'ephemeral', replace_original: false } },
    ]);
    expect(JSON.stringify(responses)).toContain('no longer in use');
    await intake.receive(event(submission), async () => undefined);
    expect(acks[1]).toMatchObject({
      response_action: 'update',
      view: { type: 'modal', callback_id: 'problem' },
    });
    await intake.receive(event({ ...submission, type: 'view_closed' }), async () => undefined);
    await intake.receive(
      event({ type: 'block_suggestion', team: { id: 'T1' }, user: { id: 'U1' } }),
      async () => undefined,
    );
    expect(acks.slice(2)).toEqual([undefined, { options: [] }]);
  });

  it('that fails is told to the person and logged in one line, under the same incident', async () => {
    const { intake, acks, event, lines } = world();
    await intake.receive(event(command), async () => {
      throw new Error('the database is away');
    });
    const [line, ...more] = lines;
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      kind: 'command',
      slackPayload: '/order',
      slackUser: 'U1',
      acknowledged: false,
    });
    expect(acks).toMatchObject([
      { response_type: 'ephemeral', text: expect.stringContaining(String(line?.incident)) },
    ]);
    expect(JSON.stringify(acks)).not.toContain('database');
  });

  it('that fails after the acknowledgement is told by another way', async () => {
    const { intake, event, responses } = world();
    await intake.receive(event({ ...command, response_url: 'https://r' }), async ({ ack }) => {
      await ack();
      throw new Error('late');
    });
    expect(JSON.stringify(responses)).toContain('Incident');
  });

  it('K1: is reported when it is not acknowledged in time', async () => {
    const { intake, event, said } = world({ watchdogMs: 20 });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const received = intake.receive(event(command), async ({ ack }) => {
      await held;
      await ack();
    });
    await waitFor(() => said().includes('a Slack payload was not acknowledged in time'), {
      what: 'the report',
    });
    release();
    await received;
  });

  it('has its acknowledgement checked like every other message', async () => {
    const { intake, acks, event, lines } = world();
    await intake.receive(event(command), async ({ ack }) => ack('x'.repeat(4_001)));
    expect(lines[0]).toMatchObject({ msg: 'a Slack payload failed' });
    expect(JSON.stringify(acks)).toContain('Incident');
  });
});

describe('a drain', () => {
  it('waits for what is acknowledged and still at work, and tells everybody else to come back', async () => {
    const { intake, acks, event } = world();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let finished = false;
    const received = intake.receive(event(command), async ({ ack }) => {
      await ack();
      await held;
      finished = true;
    });
    intake.close();
    expect(await intake.acknowledged(1_000)).toBe(true);
    expect(await intake.idle(20)).toBe(false);
    await intake.receive(event(command), async () => expect.unreachable('it was begun'));
    expect(JSON.stringify(acks[1])).toContain('restarting');
    release();
    expect(await intake.idle(1_000)).toBe(true);
    expect(finished).toBe(true);
    await received;
  });

  it('keeps what a person typed into a form, and says under its first field to try again', async () => {
    const { intake, acks, event } = world();
    intake.close();
    const view = {
      callback_id: 'cancel',
      blocks: [{ type: 'section' }, { type: 'input', block_id: 'note' }],
    };
    await intake.receive(event({ ...submission, view }), async () => expect.unreachable('it was begun'));
    expect(acks).toMatchObject([
      { response_action: 'errors', errors: { note: expect.stringContaining('restarting') } },
    ]);
  });

  it('leaves events unacknowledged, so that Slack sends them again', async () => {
    const { intake, acks, event } = world();
    intake.close();
    await intake.receive(event({ team_id: 'T1', event: { type: 'app_home_opened' } }), async () =>
      expect.unreachable('it was begun'),
    );
    expect(acks).toEqual([]);
  });
});
