import { companyAsks, submitForm } from '../cancel-journey.js';
import { correctFreight } from '../company-journey/change-order.js';
import { read } from '../slack-desk.js';
import { waitFor } from '../wait-for.js';
import type { Stage } from './stage.js';

const SARA = 'sara.lindholm';
const TOM = 'tom.becker';
const PRIYA = 'priya.nair';
const MARCO = 'marco.rossi';
const FIONA = 'fiona.grant';
const WANDA = 'wanda.kowal';

const rejected = async (stage: Stage): Promise<void> => {
  const { desk, t } = stage;
  await stage.request(SARA, 'SO-1063');
  await stage.heard(stage.as(SARA).command('/order cancel SO-1063', 'general'));
  await stage.modal(SARA, 'cancel.blocked', 'cancel-open-already');
  await stage.as(SARA).close(true);
  const card = await stage.told(MARCO, 'SO-1063', t('messages.waits_manager'));
  await stage.heard(stage.as(MARCO).click(card, 'request.reject'));
  await stage.modal(MARCO, 'request.reject-form', 'reject-form');
  await stage.heard(
    stage.as(MARCO).submit({ 'request.reject-reason': 'The goods leave tonight: talk to them first.' }),
  );
  await stage.modal(MARCO, 'notice', 'reject-done');
  await stage.as(MARCO).close(true);
  await desk.quiet();
  await stage.keepTold('decision-rejected', MARCO, 'SO-1063', 'tonight');
  const told = await stage.keepTold('outcome-rejected', SARA, 'SO-1063', 'tonight');
  await stage.heard(stage.as(SARA).click(told, 'request.ask-again'));
  await stage.modal(SARA, 'cancel.form', 'ask-again');
  await stage.as(SARA).close(true);
};

const withdrawn = async (stage: Stage): Promise<void> => {
  const { desk, t } = stage;
  await stage.request(SARA, 'SO-1058');
  const order = await stage.as(SARA).messages('general').length;
  await stage.as(SARA).command('/order SO-1058', 'general');
  const card = await waitFor(() => stage.as(SARA).messages('general')[order], { what: 'the order' });
  await stage.answer('withdraw-answer', SARA, () => stage.as(SARA).click(card, 'request.withdraw'));
  await desk.quiet();
  await stage.keepTold(
    'decision-withdrawn',
    MARCO,
    'SO-1058',
    t('messages.step_notReached', { role: t('messages.role_manager') }),
  );
};

const stale = async (stage: Stage): Promise<void> => {
  const { desk, t } = stage;
  await stage.as(SARA).command('/order cancel SO-1066', 'general');
  await stage.modal(SARA, 'cancel.form');
  await stage.as(SARA).fill({ 'cancel.refund': 'keep' });
  await waitFor(() => read(stage.as(SARA).modal()).includes(t('cancel.refundNote')), { what: 'the reason' });
  await stage.modal(SARA, 'cancel.form', 'cancel-keep');
  await stage.heard(
    submitForm(stage.as(SARA), {
      'cancel.asked-by': 'company',
      'cancel.reason': 'too_late',
      'cancel.refund-note': 'The deposit is due by contract',
      'cancel.note': 'The ship is three weeks late',
    }),
  );
  await stage.modal(SARA, 'cancel.confirmation');
  await stage.heard(stage.as(SARA).submit());
  await stage.modal(SARA, 'cancel.outcome');
  await stage.as(SARA).close(true);
  const card = await stage.keepTold('decision-note', MARCO, 'SO-1066', t('messages.waits_manager'));
  await correctFreight(desk.db, 'SO-1066');
  await stage.heard(stage.as(MARCO).click(card, 'request.approve'));
  await desk.quiet();
  // The last who approves is the one who finds it changed.
  await stage.heard(stage.as(FIONA).click(await stage.told(FIONA, 'SO-1066'), 'request.approve'));
  await stage.keepTold('decision-stale', MARCO, 'SO-1066', t('messages.state_stale'));
  await stage.keepTold('outcome-stale', SARA, 'SO-1066', t('messages.news_stale'));
};

const byPolicy = async (stage: Stage): Promise<void> => {
  const { heard } = stage;
  const wei = stage.as('chen.wei');
  await heard(wei.command('/order cancel SO-1067', 'general'));
  await stage.modal('chen.wei', 'cancel.form');
  await heard(submitForm(wei, companyAsks));
  await stage.modal('chen.wei', 'cancel.confirmation');
  await heard(wei.submit());
  await stage.modal('chen.wei', 'cancel.outcome', 'cancel-by-policy');
  await wei.close(true);
};

const blocked = async (stage: Stage): Promise<void> => {
  for (const [id, number, name] of [
    [TOM, 'SO-1060', 'cancel-blocked'],
    ['aaron.audit', 'SO-1072', 'cancel-not-yours'],
  ] as const) {
    await stage.heard(stage.as(id).command(`/order cancel ${number}`, 'general'));
    await stage.modal(id, 'cancel.blocked', name);
    await stage.as(id).close(true);
  }
};

const stuck = async (stage: Stage): Promise<void> => {
  const { desk, t } = stage;
  const { prisma } = desk.db;
  await stage.request(PRIYA, 'SO-1070');
  await prisma.$executeRaw`CREATE FUNCTION no_shelf() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'shelf B-38 is locked: stock is being counted'; END $$`;
  await prisma.$executeRaw`CREATE TRIGGER no_shelf BEFORE INSERT ON stock_movement EXECUTE FUNCTION no_shelf()`;
  await stage.as(MARCO).click(await stage.told(MARCO, 'SO-1070'), 'request.approve');
  await stage.keepTold('outcome-attention', PRIYA, 'SO-1070', t('messages.news_attention'));
  await stage.keepTold('decision-attention', MARCO, 'SO-1070', t('messages.state_attention'));
  await stage.home('home-warehouse', WANDA);
  await stage.reply('channel-attention', WANDA, t('messages.why_database'));
  await prisma.$executeRaw`DROP TRIGGER no_shelf ON stock_movement`;
};

/** Requests that end in other ways, and what cannot be asked for. */
export const tellOfOtherEndings = async (stage: Stage): Promise<void> => {
  await blocked(stage);
  await byPolicy(stage);
  await rejected(stage);
  await withdrawn(stage);
  await stale(stage);
  await stuck(stage);
};
