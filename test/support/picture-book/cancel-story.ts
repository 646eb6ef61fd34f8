import { waitFor } from '../wait-for.js';
import { address, type Stage } from './stage.js';

const TOM = 'tom.becker';
const MARCO = 'marco.rossi';
const FIONA = 'fiona.grant';
const NUMBER = 'SO-1068';

const loading = async (stage: Stage): Promise<void> => {
  const { control } = stage.desk.sandbox;
  const fault = control.addFault({ method: 'views.update', kind: 'slow', delayMs: 1_000, times: 1 });
  await stage.heard(stage.as(TOM).command(`/order cancel ${NUMBER}`, 'general'));
  const view = await waitFor(() => stage.as(TOM).modal(), { what: 'a view at once' });
  stage.keep('cancel-loading', await stage.camera.modal(address(TOM), view));
  control.removeFault(fault);
};

const asking = async (stage: Stage): Promise<void> => {
  const tom = stage.as(TOM);
  await loading(stage);
  await stage.modal(TOM, 'cancel.form', 'cancel-form');
  await tom.submit({ 'cancel.reason': 'other', 'cancel.confirmed-how': 'email' });
  await stage.modal(TOM, 'cancel.form', 'cancel-errors');
  await stage.heard(
    tom.submit({
      'cancel.confirmed-how': 'phone',
      'cancel.confirmed-on': new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
      'cancel.reason': 'changed_mind',
      'cancel.note': 'Hannah called: the café opens three months later.',
      'cancel.tell': ['yes'],
    }),
  );
  await stage.modal(TOM, 'cancel.confirmation', 'cancel-confirmation');
  await stage.heard(tom.submit());
  await stage.modal(TOM, 'cancel.outcome', 'cancel-outcome');
  await tom.close(true);
};

const deciding = async (stage: Stage): Promise<void> => {
  const { desk, t } = stage;
  const card = await stage.keepTold('decision-manager', MARCO, NUMBER, t('messages.waits_manager'));
  const posted = await desk.saying('order-approvals', address(MARCO), NUMBER);
  await stage.posted('channel-approval', MARCO, 'order-approvals', posted);
  await stage.command('order-requested', TOM, `/order ${NUMBER}`);
  await stage.command('pending-list', MARCO, '/order pending');
  await stage.home('home-manager', MARCO);
  await stage.home('home-sales', TOM);
  const decide = (id: string) => () => stage.as(id).click(posted, 'request.approve');
  await stage.answer('decide-own', TOM, decide(TOM), 'order-approvals');
  await stage.answer('decide-wrong-person', FIONA, decide(FIONA), 'order-approvals');
  await stage.answer('approve-answer', MARCO, decide(MARCO), 'order-approvals');
  // The same click once more: Slack sends again what it was not sure of.
  await stage.answer('decide-too-late', MARCO, () => desk.sandbox.control.redeliver(), 'order-approvals');
  await stage.keepTold('decision-next', MARCO, NUMBER, t('messages.waits_finance'));
  await desk.quiet();
  const asked = await stage.keepTold('decision-finance', FIONA, NUMBER, t('messages.waits_finance'));
  await stage.answer(
    'approve-answer-last',
    FIONA,
    () => stage.as(FIONA).click(asked, 'request.approve'),
    'app',
  );
  await desk.quiet();
  expectSame(card.ts, (await stage.keepTold('decision-done', MARCO, NUMBER, t('messages.state_done'))).ts);
};

const expectSame = (one: string, other: string): void => {
  if (one !== other) throw new Error('the message was not drawn again in its place');
};

const ending = async (stage: Stage): Promise<void> => {
  const { desk, camera } = stage;
  await stage.keepTold('outcome-done', TOM, NUMBER, stage.t('messages.news_done'));
  await stage.command('order-cancelled', TOM, `/order ${NUMBER}`);
  await stage.command('history', TOM, `/order history ${NUMBER}`);
  const done = await desk.saying('order-approvals', address(MARCO), NUMBER);
  await stage.posted('channel-done', MARCO, 'order-approvals', done);
  const thread = await desk.saying('order-ops', address(FIONA), `Cancellation of ${NUMBER}`);
  await stage.posted('channel-thread', FIONA, 'order-ops', thread);
  await stage.reply('channel-steps', FIONA, 'pieces released');
  const mail = desk.mailbox.messages().at(-1);
  stage.keep('mail-html', await camera.html(mail?.html ?? ''));
  const plain = (mail?.text ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  stage.keep('mail-text', await camera.html(`<pre style="white-space: pre-wrap">${plain}</pre>`));
};

const paying = async (stage: Stage): Promise<void> => {
  const { desk } = stage;
  const fiona = stage.as(FIONA);
  const request = await stage.keepTold('payout-request', FIONA, NUMBER, stage.t('messages.paid'));
  await stage.reply('channel-payout', FIONA, 'Paid…');
  await stage.home('home-finance', FIONA);
  await stage.heard(fiona.click(request, 'payout.unpaid'));
  await stage.modal('fiona.grant', 'payout.unpaid-form', 'unpaid-form');
  await stage.heard(fiona.submit({ 'payout.text': 'The card has expired' }));
  await stage.modal(FIONA, 'notice');
  await fiona.close(true);
  await desk.quiet();
  const failed = await stage.keepTold('payout-failed', FIONA, NUMBER, 'expired');
  await stage.keepTold('outcome-unpaid', TOM, NUMBER, 'expired');
  await fiona.click(failed, 'payout.try-again');
  await desk.quiet();
  await stage.heard(fiona.click(await stage.told(FIONA, NUMBER, stage.t('messages.paid')), 'payout.paid'));
  await stage.modal(FIONA, 'payout.paid-form', 'paid-form');
  await stage.heard(fiona.submit({ 'payout.text': 'RF-2209' }));
  await stage.modal(FIONA, 'notice', 'paid-answer');
  await fiona.close(true);
  await desk.quiet();
  await stage.keepTold('payout-paid', FIONA, NUMBER, 'RF-2209');
  await stage.keepTold('outcome-paid', TOM, NUMBER, 'RF-2209');
};

/** One order from the form to the money: asked, approved twice, carried out, paid back. */
export const tellOfOneCancellation = async (stage: Stage): Promise<void> => {
  await asking(stage);
  await deciding(stage);
  await ending(stage);
  await paying(stage);
};
