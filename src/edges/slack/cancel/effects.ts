import type { CancellationPlan } from '../../../features/orders/cancel/plan.js';
import type { CancellationPreview } from '../../../features/orders/cancel/preview-cancellation.js';
import { sum } from '../../../kernel/money.js';
import { formatNumber } from '../../../words/formats.js';
import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { methodName } from '../lookup/method-name.js';
import { day, money, type Viewer } from '../lookup/viewer.js';

type Payment = CancellationPreview['payments'][number];

const stockLine = ({ lines }: CancellationPlan, { t, locale }: Viewer): string => {
  const pieces = lines.reduce((so, line) => so + line.quantity, 0);
  const held = lines.reduce((so, line) => so + line.reserved, 0);
  const counted = (count: number) => ({ count, pieces: formatNumber(count, locale) });
  const facts = [
    held === 0 ? t('cancel.nothingReserved') : t('cancel.released', counted(held)),
    ...(pieces > held ? [t('cancel.awaited', counted(pieces - held))] : []),
  ];
  return t('cancel.stock', { facts: facts.join(t('people.sentenceSeparator')) });
};

/** Which payment: by its method, reference and day. */
const paymentText = (payment: Payment | undefined, viewer: Viewer): string => {
  if (payment === undefined) return '–';
  const { method, reference, paidOn } = payment;
  return viewer.t('cancel.payment', {
    method: methodName(method, viewer),
    reference: cut(escapeMrkdwn(reference), 80),
    on: day(viewer, paidOn),
  });
};

/** More payments than this are summed up. */
const MOST_CLAIMS = 6;

const moneyLines = ({ plan, payments }: CancellationPreview, viewer: Viewer): string[] => {
  const { t } = viewer;
  if (payments.length === 0) return [t('cancel.moneyNone')];
  if (plan.claims.length === 0) return [t('cancel.moneyNothingLeft')];
  const lines = plan.claims.slice(0, MOST_CLAIMS).map((claim) => {
    const values = {
      amount: money(viewer, claim.amount, claim.currency),
      payment: paymentText(
        payments.find((one) => one.paymentId === claim.paymentId),
        viewer,
      ),
    };
    if (claim.kind === 'kept') return t('cancel.moneyKept', values);
    if (claim.kind === 'fee') return t('cancel.moneyFee', values);
    return t(claim.method === 'bank_transfer' ? 'cancel.moneyTransfer' : 'cancel.moneyOriginal', values);
  });
  const more = plan.claims.slice(MOST_CLAIMS);
  if (more.length === 0) return lines;
  const amount = money(viewer, sum(more.map((claim) => claim.amount)), plan.currency);
  return [...lines, t('cancel.moneyMore', { count: more.length, amount })];
};

/** `a manager, then finance`; empty where nobody has to decide. */
export const rolesText = (
  steps: readonly { readonly role: 'manager' | 'finance' }[],
  { t }: Viewer,
): string =>
  steps
    .map(({ role }) => t(`cancel.role_${role}`))
    .reduce((before, next) => (before === '' ? next : t('cancel.thenRole', { before, next })), '');

const decideLine = ({ steps, atRisk }: CancellationPlan, viewer: Viewer): string => {
  const { t } = viewer;
  const amount = money(viewer, atRisk.amount, atRisk.currency);
  const last = steps.at(-1);
  if (last === undefined) return t('cancel.decideNobody', { amount });
  const why =
    last.because === 'money-was-paid'
      ? t('cancel.because_money-was-paid')
      : t(`cancel.because_${last.because}`, { amount });
  return t('cancel.decide', { roles: rolesText(steps, viewer), why });
};

/** What cancelling does to stock and money, and who decides, as lines of mrkdwn. */
export const effects = (preview: CancellationPreview, viewer: Viewer): string[] => [
  stockLine(preview.plan, viewer),
  ...moneyLines(preview, viewer),
  decideLine(preview.plan, viewer),
];
