import type { Messages } from '../../../features/notifications/messages.js';
import type { RequestView } from '../../../features/orders/views.js';
import { formatNumber } from '../../../words/formats.js';
import { retryButton } from '../attention/retry-button.js';
import { sayStepError } from '../attention/say-step-error.js';
import { stepName } from '../attention/step-name.js';
import { actions, context, plainSection, section } from '../block-kit/blocks.js';
import { bold } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { money, type Viewer } from '../lookup/viewer.js';
import { failureOf } from './failure-of.js';
import { quoted, safe, standOf, stepLines, subject } from './request-words.js';

/** The one thread that a request has in the operations channel. */
export const drawThread = (request: RequestView, deliveryId: string, viewer: Viewer): SlackMessage => {
  const { t } = viewer;
  const title = t('messages.opsTitle', subject(request, viewer));
  const stand = standOf(request, viewer);
  return message(`${title}: ${stand}`, [
    section(`${bold(title)}\n${stand}`, { blockId: deliveryId }),
    context([t('messages.askedBy', { name: safe(request.requester.name) }), ...stepLines(request, viewer)]),
  ]);
};

/** Steps that are done, in one post. */
export const drawSteps = (
  request: RequestView,
  deliveryId: string,
  { steps }: Messages['ops-step'],
  viewer: Viewer,
): SlackMessage => {
  const lines = steps.map((step) => sayDone(request, step, viewer));
  return message(`${safe(request.order.number)}: ${lines.join(' ')}`, [
    section(lines.join('\n'), { blockId: deliveryId }),
  ]);
};

const sayDone = (request: RequestView, step: string, viewer: Viewer): string => {
  const { t } = viewer;
  const { plan } = request;
  if (step === 'stock') {
    const pieces = plan.lines.reduce((total, line) => total + line.quantity, 0);
    const released = plan.lines.reduce((total, line) => total + line.reserved, 0);
    const count = (of: number): string => formatNumber(of, viewer.locale);
    const facts = [
      released > 0
        ? t('messages.stockReleased', { count: released, pieces: count(released) })
        : t('messages.stockNothing'),
      ...(pieces > released ? [t('messages.stockDropped', { pieces: count(pieces - released) })] : []),
    ];
    return t('messages.did_stock', { what: facts.join(t('people.listSeparator')) });
  }
  if (step === 'finance') {
    const amount = money(viewer, plan.refundTotal, plan.currency);
    const kept = money(viewer, plan.keptTotal, plan.currency);
    if (plan.refundTotal === 0n && plan.keptTotal === 0n) return t('messages.did_financeNothing');
    if (plan.refundTotal === 0n) return t('messages.did_financeAllKept', { kept });
    return plan.keptTotal === 0n
      ? t('messages.did_finance', { amount })
      : t('messages.did_financeKept', { amount, kept });
  }
  return t('messages.did_settle', { number: safe(request.order.number) });
};

/** A step that somebody has to look at; the button goes when it is no longer stuck. */
export const drawAttention = (
  request: RequestView,
  deliveryId: string,
  { executionId, step }: Messages['ops-attention'],
  viewer: Viewer,
): SlackMessage => {
  const { t } = viewer;
  const found = request.execution?.steps.find((one) => one.step === step);
  const name = stepName(step, viewer);
  const number = safe(request.order.number);
  if (found?.state !== 'attention') {
    const text =
      found?.state === 'done'
        ? t('messages.attentionOver', { number, step: name })
        : t('messages.attentionRetried', { number, step: name });
    return message(text, [section(text, { blockId: deliveryId })]);
  }
  const title = t('messages.attentionTitle', { number, step: name });
  const error = sayStepError(found, viewer);
  return message(`${title} ${quoted(error)}`, [
    section(`${bold(title)}\n${t('messages.attentionText')}`, { blockId: deliveryId }),
    plainSection(error),
    actions([retryButton({ executionId, step, number: request.order.number }, viewer, { primary: true })]),
  ]);
};

/** A refund that was paid, could not be paid, or is to be tried again: one line in the thread. */
export const drawRefundPost = (
  request: RequestView,
  deliveryId: string,
  { refundId, attempt, what }: Messages['ops-refund'],
  viewer: Viewer,
): SlackMessage => {
  const refund = request.refunds.find((one) => one.refundId === refundId);
  const failure = failureOf(refund, attempt);
  const values = {
    number: safe(request.order.number),
    amount: refund === undefined ? '–' : money(viewer, refund.amount, refund.currency),
    name: safe((what === 'failed' ? failure?.by : refund?.by) ?? '–'),
  };
  const { t } = viewer;
  const text =
    what === 'paid'
      ? t('messages.refund_paid', { ...values, reference: quoted(refund?.reference ?? '–') })
      : what === 'failed'
        ? t('messages.refund_failed', { ...values, reason: quoted(failure?.reason ?? '–') })
        : t('messages.refund_reopened', values);
  return message(text, [section(text, { blockId: deliveryId })]);
};

/** A message that did not arrive, or a letter that was kept because there is no mail server. */
export const drawDelivery = (
  request: RequestView,
  deliveryId: string,
  { kind, what }: Messages['ops-delivery'],
  { t }: Viewer,
): SlackMessage => {
  const number = safe(request.order.number);
  const text =
    what === 'kept'
      ? t('messages.delivery_kept', { number })
      : kind === 'customer-mail'
        ? t('messages.delivery_mailFailed', { number })
        : t('messages.delivery_failed', { number });
  return message(text, [section(text, { blockId: deliveryId })]);
};
