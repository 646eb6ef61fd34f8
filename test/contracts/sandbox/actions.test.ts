import type { App, BlockAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';
import { waitFor } from '../../support/wait-for.js';

const slack = useSandbox({
  acknowledgeWithinMs: 300,
  app: {
    shortcuts: [
      { callbackId: 'look-up-order', kind: 'global', name: 'Look up', description: '' },
      { callbackId: 'look-closer', kind: 'message', name: 'Look closer', description: '' },
    ],
  },
});
const nancy = () => slack.sandbox.as('nancy@example.com');
const plain = (text: string) => ({ type: 'plain_text' as const, text });

const card: KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: '*SO-1* waits' } },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        value: 'request-1',
        text: plain('Approve'),
        confirm: { title: plain('Sure?'), text: plain('Really'), confirm: plain('Yes'), deny: plain('No') },
      },
      { type: 'button', action_id: 'details', value: 'request-1', text: plain('Details') },
      {
        type: 'overflow',
        action_id: 'more',
        options: [
          { text: plain('History'), value: 'history' },
          { text: plain('Archive'), value: 'archive' },
        ],
      },
      { type: 'datepicker', action_id: 'until' },
      { type: 'conversations_select', action_id: 'where' },
      { type: 'external_select', action_id: 'order', min_query_length: 2 },
    ],
  },
];

const postCard = async (): Promise<{ channel: string; ts: string }> => {
  const { channel = '', ts = '' } = await slack
    .client()
    .chat.postMessage({ channel: 'order-approvals', text: 'card', blocks: card });
  return { channel, ts };
};

/** An app that acknowledges every action and remembers its payload. */
const remembers = async (also?: (app: App) => void): Promise<BlockAction[]> => {
  const bodies: BlockAction[] = [];
  await slack.connect((app) => {
    app.action<BlockAction>(/.*/, async ({ ack, body }) => {
      bodies.push(body);
      await ack();
    });
    also?.(app);
  });
  return bodies;
};

test('a click carries person, message, button value and where to answer', async () => {
  const bodies = await remembers();
  const at = await postCard();
  const seen = await nancy().click(at, 'details');
  expect(seen.outcome).toBe('acknowledged');
  expect(bodies).toMatchObject([
    {
      user: { id: nancy().id },
      channel: { id: at.channel, name: 'privategroup' },
      container: { type: 'message', message_ts: at.ts, is_ephemeral: false },
      message: { ts: at.ts, text: 'card' },
      actions: [{ type: 'button', action_id: 'details', block_id: 'decide', value: 'request-1' }],
    },
  ]);
});

test('a button with a dialog asks first and sends nothing when the answer is no', async () => {
  const bodies = await remembers();
  const at = await postCard();
  const press = (confirm?: boolean) => nancy().act({ where: { message: at }, actionId: 'approve', confirm });
  expect(await press()).toMatchObject({ outcome: 'asked-to-confirm', confirm: { text: plain('Really') } });
  expect((await press(false)).outcome).toBe('not-sent');
  expect(bodies).toEqual([]);
  expect((await press(true)).outcome).toBe('acknowledged');
  expect(bodies).toHaveLength(1);
});

test('menus and pickers send what was chosen', async () => {
  const bodies = await remembers();
  const message = await postCard();
  await nancy().act({ where: { message }, actionId: 'more', value: 'archive' });
  await nancy().act({ where: { message }, actionId: 'until', value: '2026-12-31' });
  expect(bodies.map((body) => body.actions[0])).toMatchObject([
    { type: 'overflow', selected_option: { value: 'archive' } },
    { type: 'datepicker', selected_date: '2026-12-31' },
  ]);
  expect(bodies[1]?.state?.values).toMatchObject({
    decide: { until: { type: 'datepicker', selected_date: '2026-12-31' } },
  });
});

test('only people and channels that exist for the person can be chosen', async () => {
  const bodies = await remembers();
  const where = { message: await postCard() };
  slack.sandbox.control.addChannel('secret', 'private', []);
  const choose = (name: string) =>
    nancy().act({ where, actionId: 'where', value: slack.sandbox.control.channel(name).id });
  expect([(await choose('secret')).outcome, (await choose('general')).outcome]).toEqual([
    'not-sent',
    'acknowledged',
  ]);
  expect(bodies[0]?.actions[0]).toMatchObject({
    selected_conversation: slack.sandbox.control.channel('general').id,
  });
});

test('an external select shows what the app offers, and only that can be chosen', async () => {
  const bodies = await remembers((app) => {
    app.options('order', async ({ ack, options }) =>
      ack({ options: options.value.startsWith('SO') ? [{ text: plain('SO-1'), value: 'SO-1' }] : [] }),
    );
  });
  const where = { message: await postCard() };
  expect((await nancy().suggest(where, 'order', 'S')).outcome).toBe('not-sent');
  expect((await nancy().suggest(where, 'order', 'SO')).options).toEqual([
    { text: plain('SO-1'), value: 'SO-1' },
  ]);
  expect((await nancy().act({ where, actionId: 'order', value: 'SO-1' })).outcome).toBe('acknowledged');
  expect((await nancy().act({ where, actionId: 'order', value: 'PO-1' })).outcome).toBe('not-sent');
  expect(bodies).toHaveLength(1);
});

test('a button can be clicked on a screen that was not refreshed', async () => {
  const bodies = await remembers();
  const at = await postCard();
  await slack.client().chat.update({ ...at, text: 'decided', blocks: [] });
  expect((await nancy().click(at, 'details')).outcome).toBe('not-sent');
  expect(
    (await nancy().act({ where: { message: { ...at, version: 0 } }, actionId: 'details' })).outcome,
  ).toBe('acknowledged');
  expect(bodies).toHaveLength(1);
});

test('who is not in the channel sees neither message nor button', async () => {
  const at = await postCard();
  const guest = slack.sandbox.control.addPerson({
    email: 'g@example.com',
    name: 'Guest',
    isRestricted: true,
  });
  const person = slack.sandbox.as(guest.id);
  expect(person.messages('order-approvals')).toEqual([]);
  expect((await person.click(at, 'details')).outcome).toBe('not-sent');
});

test('a click that is not acknowledged in time shows an error beside the button', async () => {
  await slack.connect((app) => {
    app.action('details', async () => undefined);
  });
  const seen = await nancy().click(await postCard(), 'details');
  expect(seen).toMatchObject({
    outcome: 'timed-out',
    notice: 'This app responded with an error (operation_timeout)',
  });
});

test('a response_url replaces, deletes and answers, five times', async () => {
  const statuses: number[] = [];
  const said: object[] = [
    { replace_original: true, text: 'one' },
    { text: 'two' },
    { response_type: 'in_channel', text: 'three' },
    { text: 'four' },
    { delete_original: true },
    { text: 'six' },
  ];
  const bodies = await remembers();
  const at = await postCard();
  await nancy().click(at, 'details');
  for (const body of said) {
    const response = await fetch(bodies[0]?.response_url ?? '', {
      method: 'POST',
      body: JSON.stringify(body),
    });
    statuses.push(response.status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  const texts = (email: string) =>
    slack.sandbox
      .as(email)
      .messages('order-approvals')
      .map(({ versions }) => versions.at(-1)?.text);
  expect(texts('nancy@example.com')).toEqual(['two', 'three', 'four']);
  expect(texts('andrew@example.com')).toEqual(['three']);
  const all = slack.sandbox.control.allMessages('order-approvals');
  expect(all[0]).toMatchObject({ versions: [{ text: 'card' }, { text: 'one' }] });
  expect(all[0]?.deletedAt).not.toBeNull();
});

test('an ephemeral message has buttons but is not sent back, and only its response_url can change it', async () => {
  const bodies = await remembers();
  const approvals = slack.sandbox.control.channel('order-approvals').id;
  await slack
    .client()
    .chat.postEphemeral({ channel: approvals, user: nancy().id, text: 'psst', blocks: card });
  const message = nancy().messages('order-approvals').at(-1);
  const at = { channel: approvals, ts: message?.ts ?? '' };
  await nancy().click(at, 'details');
  expect(bodies[0]?.message).toBeUndefined();
  await expect(slack.client().chat.update({ ...at, text: 'x' })).rejects.toThrow('message_not_found');
  await fetch(bodies[0]?.response_url ?? '', {
    method: 'POST',
    body: JSON.stringify({ replace_original: true, text: 'done' }),
  });
  expect(nancy().messages('order-approvals').at(-1)?.versions.at(-1)?.text).toBe('done');
});

test('global and message shortcuts reach the app when they are in its manifest, each from its own menu', async () => {
  const ran: string[] = [];
  await slack.connect((app) => {
    app.shortcut(/.*/, async ({ ack, shortcut }) => {
      ran.push(`${shortcut.type} ${shortcut.callback_id}`);
      await ack();
    });
  });
  expect((await nancy().shortcut('look-up-order')).outcome).toBe('acknowledged');
  const card = await postCard();
  expect((await nancy().messageShortcut('look-closer', card)).outcome).toBe('acknowledged');
  expect((await nancy().messageShortcut('look-up-order', card)).outcome).toBe('not-sent');
  expect((await nancy().shortcut('look-closer')).outcome).toBe('not-sent');
  expect((await nancy().shortcut('unknown')).outcome).toBe('not-sent');
  expect(ran).toEqual(['shortcut look-up-order', 'message_action look-closer']);
});

test('opening the App Home tells the app, which publishes a view with working buttons', async () => {
  const bodies = await remembers((app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: card } });
    });
  });
  await nancy().openHome();
  await waitFor(() => nancy().home() !== undefined, { what: 'the home' });
  await nancy().act({ where: { home: true }, actionId: 'details' });
  expect(bodies[0]).toMatchObject({
    container: { type: 'view', view_id: nancy().home()?.id },
    view: { type: 'home' },
  });
  expect(bodies[0]?.channel).toBeUndefined();
});
