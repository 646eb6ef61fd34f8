import type { ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import { codeOf } from '../../support/sandbox/slack-code.js';
import { useSandbox } from '../../support/sandbox/use-sandbox.js';
import { waitFor } from '../../support/wait-for.js';

const slack = useSandbox({ acknowledgeWithinMs: 300 });
const nancy = () => slack.sandbox.as('nancy@example.com');

const form = (title = 'Cancel', extra: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'cancel',
  title: { type: 'plain_text', text: title },
  submit: { type: 'plain_text', text: 'Next' },
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: { type: 'plain_text', text: 'Reason' },
      element: { type: 'plain_text_input', action_id: 'text', max_length: 20 },
    },
  ],
  ...extra,
});

/** An app that opens the form on /order; what it does with a submission is given. */
const opensForm = (submitted: (ack: (answer?: object) => Promise<void>, values: unknown) => Promise<void>) =>
  slack.connect((app) => {
    app.command('/order', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: form() });
    });
    // Bolt types the answers of a submission one by one; these tests send wrong ones too.
    app.view('cancel', ({ ack, view }) =>
      submitted(ack as (answer?: object) => Promise<void>, view.state.values),
    );
  });

const openForm = async (): Promise<void> => {
  await nancy().command('/order cancel');
  await waitFor(() => nancy().modal() !== undefined, { what: 'the form' });
};

test('a submission carries what was entered and closes the view when the acknowledgement is empty', async () => {
  const entered: unknown[] = [];
  await opensForm(async (ack, values) => {
    entered.push(values);
    await ack();
  });
  await openForm();
  const seen = await nancy().submit({ text: 'too <late> & dear' });
  expect(seen).toMatchObject({ outcome: 'acknowledged', view: null });
  expect(entered).toEqual([{ reason: { text: { type: 'plain_text_input', value: 'too <late> & dear' } } }]);
});

test('a required field that is empty is refused by the client and nothing is sent', async () => {
  await opensForm(async (ack) => ack());
  await openForm();
  const before = slack.sandbox.control.deliveries().length;
  const seen = await nancy().submit();
  expect(seen).toMatchObject({
    outcome: 'not-sent',
    errors: { reason: 'Please complete this required field.' },
  });
  expect(slack.sandbox.control.deliveries()).toHaveLength(before);
});

test('text longer than the field allows is refused by the client', async () => {
  await opensForm(async (ack) => ack());
  await openForm();
  const seen = await nancy().submit({ text: '王'.repeat(21) });
  expect(seen.errors).toEqual({ reason: 'Please shorten this to 20 characters or fewer.' });
});

test('errors in the acknowledgement stand under their field and keep the view open', async () => {
  await opensForm(async (ack) => ack({ response_action: 'errors', errors: { reason: 'Say more' } }));
  await openForm();
  const seen = await nancy().submit({ text: 'no' });
  expect(seen).toMatchObject({ outcome: 'acknowledged', errors: { reason: 'Say more' } });
  expect(nancy().modal()?.values).toEqual({ reason: { text: { type: 'plain_text_input', value: 'no' } } });
});

test('errors that name no input block are shown as trouble, not as errors', async () => {
  await opensForm(async (ack) => ack({ response_action: 'errors', errors: { nowhere: 'Say more' } }));
  await openForm();
  expect(await nancy().submit({ text: 'no' })).toMatchObject({ outcome: 'failed', errors: {} });
});

test('a submission that is not acknowledged in time leaves the view open with a notice', async () => {
  await opensForm(async () => undefined);
  await openForm();
  const seen = await nancy().submit({ text: 'no' });
  expect(seen.outcome).toBe('timed-out');
  expect(seen.notice).toContain('We had some trouble connecting');
  expect(nancy().modal()).toBeDefined();
});

test('update and push change the stack, clear closes it all', async () => {
  const answers: object[] = [
    { response_action: 'update', view: form('Again') },
    { response_action: 'push', view: form('Second') },
    { response_action: 'clear' },
  ];
  await opensForm(async (ack) => ack(answers.shift()));
  await openForm();
  const root = nancy().modal();
  await nancy().submit({ text: 'a' });
  expect(
    nancy()
      .modals()
      .map(({ id, view, values }) => [id, view.title, values]),
  ).toEqual([
    [
      root?.id,
      { type: 'plain_text', text: 'Again' },
      { reason: { text: { type: 'plain_text_input', value: 'a' } } },
    ],
  ]);
  await nancy().submit();
  expect(
    nancy()
      .modals()
      .map(({ rootViewId, previousViewId }) => [rootViewId, previousViewId]),
  ).toEqual([
    [root?.id, null],
    [root?.id, root?.id],
  ]);
  await nancy().submit({ text: 'b' });
  expect(nancy().modals()).toEqual([]);
});

test('a fourth view on the stack is refused', async () => {
  await opensForm(async (ack) => ack({ response_action: 'push', view: form() }));
  await openForm();
  const seen = [
    await nancy().submit({ text: '1' }),
    await nancy().submit({ text: '2' }),
    await nancy().submit({ text: '3' }),
  ];
  expect(seen.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'acknowledged', 'failed']);
  expect(seen[2]?.notice).toContain('push_limit_reached');
  expect(nancy().modals()).toHaveLength(3);
});

test('a view in the acknowledgement that breaks the limits is shown as trouble', async () => {
  await opensForm(async (ack) => ack({ response_action: 'update', view: form('x'.repeat(25)) }));
  await openForm();
  expect(await nancy().submit({ text: 'no' })).toMatchObject({ outcome: 'failed' });
});

test('a trigger opens one view, once, and within three seconds', async () => {
  const triggers: string[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack();
    });
  });
  await nancy().command('/order cancel');
  slack.sandbox.control.ageTriggers(3_001);
  await nancy().command('/order cancel');
  const [fresh = '', old = ''] = triggers;
  const open = (trigger_id: string) => codeOf(slack.client().views.open({ trigger_id, view: form() }));
  expect([await open(fresh), await open(fresh), await open(old), await open('1.2.abc')]).toEqual([
    'ok',
    'exchanged_trigger_id',
    'expired_trigger_id',
    'invalid_trigger_id',
  ]);
});

test('a view update with an old hash is refused, and one of a closed view finds nothing', async () => {
  await opensForm(async (ack) => ack());
  await openForm();
  const view = nancy().modal();
  const update = (hash: string) =>
    codeOf(slack.client().views.update({ view_id: view?.id ?? '', hash, view: form('Changed') }));
  expect([await update(view?.hash ?? ''), await update(view?.hash ?? '')]).toEqual(['ok', 'hash_conflict']);
  await nancy().close();
  expect(await update(nancy().modal()?.hash ?? view?.hash ?? '')).toBe('not_found');
});

test('an update keeps what the person has typed so far', async () => {
  await opensForm(async (ack) => ack());
  await openForm();
  await nancy().fill({ text: 'half a sentence' });
  await slack.client().views.update({ view_id: nancy().modal()?.id ?? '', view: form('Changed') });
  expect(nancy().modal()?.values.reason?.text?.value).toBe('half a sentence');
});

test('pushing needs a trigger from the modal itself', async () => {
  const triggers: string[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack();
    });
  });
  await nancy().command('/order cancel');
  expect(await codeOf(slack.client().views.push({ trigger_id: triggers[0] ?? '', view: form() }))).toBe(
    'not_found',
  );
});

test('views that break the rules are refused with the place of each breach', async () => {
  const triggers: string[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack();
    });
  });
  await nancy().command('/order cancel');
  const open = (view: ModalView) => slack.client().views.open({ trigger_id: triggers[0] ?? '', view });
  await expect(open(form('x'.repeat(25)))).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    },
  });
  const { submit: _none, ...unsubmittable } = form();
  expect(await codeOf(open(unsubmittable))).toBe('invalid_arguments');
  const heavy = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: '王'.repeat(3_000) } };
  expect(await codeOf(open(form('Heavy', { blocks: Array.from({ length: 30 }, () => heavy) })))).toBe(
    'view_too_large',
  );
});

test('closing tells the app when the view asks for it, and says whether all was closed', async () => {
  const closed: boolean[] = [];
  await slack.connect((app) => {
    app.command('/order', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({
        trigger_id: command.trigger_id,
        view: form('Close me', { notify_on_close: true }),
      });
    });
    app.view({ callback_id: 'cancel', type: 'view_closed' }, async ({ ack, body }) => {
      closed.push('is_cleared' in body && body.is_cleared);
      await ack();
    });
  });
  await openForm();
  await nancy().close(true);
  expect(closed).toEqual([true]);
  expect(nancy().modal()).toBeUndefined();
});

test('two open views cannot share an external id', async () => {
  await slack.connect((app) => {
    app.command('/order', async ({ ack, client, command }) => {
      await client.views.open({
        trigger_id: command.trigger_id,
        view: form('Mine', { external_id: 'order-1' }),
      });
      await ack();
    });
  });
  await nancy().command('/order cancel');
  await slack.sandbox.as('andrew@example.com').command('/order cancel');
  expect(slack.sandbox.control.calls('views.open').map(({ error }) => error)).toEqual([
    null,
    'duplicate_external_id',
  ]);
});
