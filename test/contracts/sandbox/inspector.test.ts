import { expect, test } from 'vitest';
import type { Exchange, Inspection } from '../../../src/sandbox/inspect/exchange.js';
import { operate } from '../../support/sandbox/operate.js';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';
import { waitFor } from '../../support/wait-for.js';

const slack = useSandbox({ acknowledgeWithinMs: 300 });
const nancy = () => slack.sandbox.as('nancy@example.com');

const inspect = async (of: object): Promise<Inspection> =>
  (await operate<Inspection>(slack.sandbox, 'inspect', of)).body;
const payload = async (id: string | undefined): Promise<Exchange> =>
  (await operate<Exchange>(slack.sandbox, 'payload', { id })).body;
const names = ({ exchanges }: Inspection): readonly string[] => exchanges.map(({ name }) => name);
const newest = () => {
  const message = nancy().messages('general').at(-1);
  return { message: { channel: message?.channel, ts: message?.ts } };
};

test('behind an answer stand the command that asked for it, the call that gave it and what is clicked on it', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ ack, respond }) => {
      await ack();
      const text = 'x'.repeat(2_900);
      const button = {
        type: 'button' as const,
        action_id: 'go',
        text: { type: 'plain_text' as const, text: 'x'.repeat(70) },
      };
      await respond({
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text } },
          { type: 'actions', elements: [button] },
        ],
      });
    });
    app.action('go', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        // Safe: clicks on messages carry a trigger.
        trigger_id: 'trigger_id' in body ? String(body.trigger_id) : '',
        view: { type: 'modal', title: { type: 'plain_text', text: 'Asked' }, blocks: [] },
      });
    });
  });
  await nancy().command('/order SO-1', 'general');
  await waitFor(() => nancy().messages('general').length === 1);
  await slack.sandbox.as('andrew@example.com').command('/order SO-2', 'general');
  const at = newest();
  const { channel = '', ts = '' } = at.message;
  await nancy().act({ where: { message: { channel, ts } }, actionId: 'go' });
  await waitFor(() => nancy().modal() !== undefined);

  const inspection = await inspect(at);
  expect(names(inspection)).toEqual(['views.open', 'block_actions', 'response_url', '/order']);
  expect(inspection.exchanges.map(({ from, about, who }) => [from, about, who])).toEqual([
    ['app', '', ''],
    ['slack', 'go', 'Nancy Davolio'],
    ['app', '', ''],
    ['slack', 'SO-1', 'Nancy Davolio'],
  ]);
  expect(inspection.limits.slice(0, 2)).toEqual([
    { name: 'section.text', block: 1, used: 2_900, limit: 3_000, unit: 'characters', nearness: 'near' },
    { name: 'button.text', block: 2, used: 70, limit: 75, unit: 'characters', nearness: 'near' },
  ]);
  expect(await payload(inspection.exchanges[2]?.id)).toMatchObject({
    sent: { blocks: [{ type: 'section' }, { type: 'actions' }] },
    answer: 'ok',
    status: 200,
  });
  expect(await payload(inspection.exchanges[3]?.id)).toMatchObject({
    sent: { type: 'slash_commands', payload: { command: '/order', text: 'SO-1' } },
    received: [{ kind: 'acknowledged', number: 0 }],
  });
});

test('behind a form stands all that went on in it, from the command that opened it to its submission', async () => {
  const view = (callback: string) => ({
    type: 'modal' as const,
    callback_id: callback,
    private_metadata: 'x'.repeat(2_999),
    title: { type: 'plain_text' as const, text: 'x'.repeat(24) },
    submit: { type: 'plain_text' as const, text: 'Next' },
    blocks: [],
  });
  await slack.connect((app) => {
    app.command('/order', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: view('first') });
    });
    app.view('first', async ({ ack }) => ack({ response_action: 'push', view: view('second') }));
  });
  await nancy().command('/order cancel SO-1');
  await waitFor(() => nancy().modal() !== undefined);
  await nancy().submit();
  const inspection = await inspect({ viewId: nancy().modal()?.id });
  expect(names(inspection)).toEqual(['view_submission', 'views.open', '/order']);
  expect(inspection.limits.slice(0, 3).map(({ name, used, limit }) => [name, used, limit])).toEqual([
    ['modal.title', 24, 24],
    ['modal.private_metadata', 2_999, 3_000],
    ['modal.views', 2, 3],
  ]);
  expect(await payload(inspection.exchanges[0]?.id)).toMatchObject({
    received: [{ body: { response_action: 'push' } }],
  });
});

test('an answer that was lost on the way is shown, and that the app was not told', async () => {
  await slack.connect(() => undefined);
  slack.sandbox.control.addFault({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
  await slack
    .client()
    .chat.postMessage({ channel: 'general', text: 'done' })
    .catch(() => undefined);
  const [posted] = (await inspect(newest())).exchanges;
  expect(posted).toMatchObject({
    name: 'chat.postMessage',
    about: '#general',
    state: 'silent',
    tookMs: null,
  });
  expect(await payload(posted?.id)).toMatchObject({
    answer: { ok: true, ts: newest().message.ts },
    answerLost: true,
    fault: 'drop-after',
  });
});

test('a payload that was not acknowledged in time and sent again says so', async () => {
  await slack.connect((app) => {
    app.command('/order', async () => undefined);
  });
  await nancy().command('/order SO-1');
  await slack.sandbox.control.redeliver(1);
  const [command] = (await inspect({})).exchanges;
  expect(command).toMatchObject({ name: '/order', state: 'late', attempts: 2, tookMs: null });
  expect(await payload(command?.id)).toMatchObject({
    acknowledgeWithinMs: 300,
    received: [
      { kind: 'timeout', number: 0 },
      { kind: 'timeout', number: 1 },
    ],
  });
});

test('nothing that is shown holds a token, a secret or an address that is a key', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ ack, respond, command }) => {
      await ack();
      await respond(`${command.token} ${slack.sandbox.credentials.signingSecret}`);
    });
  });
  await nancy().command('/order SO-1', 'general');
  await waitFor(() => nancy().messages('general').length === 1);
  const { exchanges } = await inspect({});
  expect(names({ exchanges, earlier: 0, limits: [] })).toEqual(
    expect.arrayContaining(['apps.connections.open', 'response_url', '/order']),
  );
  const shown = JSON.stringify(await Promise.all(exchanges.map(({ id }) => payload(id))));
  const { botToken, appToken, signingSecret } = slack.sandbox.credentials;
  for (const secret of [botToken, appToken, signingSecret]) expect(shown).not.toContain(secret);
  expect(shown).toContain('/response/•••');
  expect(shown).toContain('?ticket=•••');
  expect(shown.match(/"(token|response_url_id)":"[^•]/)).toBeNull();
});

test('an app that is cut off is reached by nothing until it is let in again', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ ack }) => ack('here'));
  });
  await operate(slack.sandbox, 'cut-off', { on: true });
  expect((await operate(slack.sandbox, 'troubles')).body).toMatchObject({ cutOff: true, faults: [] });
  // It comes again, and again, and is not let in.
  await waitFor(() => slack.sandbox.control.calls('apps.connections.open').length > 2);
  expect((await nancy().command('/order SO-1')).outcome).toBe('failed');
  await operate(slack.sandbox, 'clear-faults');
  await waitFor(() => slack.sandbox.control.connections === 1);
  expect((await nancy().command('/order SO-1')).outcome).toBe('acknowledged');
});
