import { z } from 'zod';
import { CANCEL_REASONS } from '../../../features/orders/cancel/choices.js';
import type { HistoryLine } from '../../../features/orders/views.js';
import { CANCELLATION_STEPS } from '../../../kernel/events.js';
import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { onlyApproversLapsed } from '../messages/only-approvers-lapsed.js';
import { safeName } from './order-facts.js';
import { money, type Viewer } from './viewer.js';

const TEXT_LENGTH = 300;

/** What audit lines hold besides; each part may be missing. */
const Details = z.object({
  reason: z.string().optional().catch(undefined),
  reference: z.string().optional().catch(undefined),
  refusal: z.string().optional().catch(undefined),
  step: z.string().optional().catch(undefined),
  atRisk: z
    .string()
    .regex(/^-?\d+$/)
    .optional()
    .catch(undefined),
  amount: z
    .string()
    .regex(/^-?\d+$/)
    .optional()
    .catch(undefined),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .catch(undefined),
  changes: z
    .array(z.object({ code: z.string() }))
    .optional()
    .catch(undefined),
});

/** Refusals that read like an accusation without their reason. */
const REFUSED_DECISION: Readonly<
  Record<string, 'lookup.did_decideTooLate' | 'lookup.did_decideOwn' | 'lookup.did_decideNoRole' | undefined>
> = {
  'already-decided': 'lookup.did_decideTooLate',
  'step-already-approved': 'lookup.did_decideTooLate',
  'own-request': 'lookup.did_decideOwn',
  'role-missing': 'lookup.did_decideNoRole',
};

const nameOf = (line: HistoryLine, { t }: Viewer): string => {
  if (line.byMember) return safeName(line.by);
  return line.by === 'policy' ? t('lookup.by_policy') : t('lookup.by_product');
};

const reasonOf = (code: string | undefined, { t }: Viewer): string => {
  const known = CANCEL_REASONS.find((reason) => reason === code);
  return known === undefined || known === 'other' ? t('lookup.reason_else') : t(`lookup.reason_${known}`);
};

const stepOf = (code: string | undefined, { t }: Viewer): string => {
  const known = CANCELLATION_STEPS.find((step) => step === code);
  return known === undefined ? '–' : t(`lookup.step_${known}`);
};

/** One line of an order's history as a sentence, in mrkdwn. What it does not know it names by its code. */
export const sayHistory = (line: HistoryLine, viewer: Viewer): string => {
  const { t } = viewer;
  const details = Details.parse(line.details);
  const name = nameOf(line, viewer);
  const refused = line.outcome === 'refused';
  const typed = (text: string | undefined): string => cut(escapeMrkdwn(text ?? '–'), TEXT_LENGTH);
  const minor = details.amount ?? details.atRisk;
  const amount =
    minor === undefined || details.currency === undefined
      ? '–'
      : money(viewer, BigInt(minor), details.currency);
  switch (line.action) {
    case 'cancellation.requested':
      return refused
        ? t('lookup.did_requestedRefused', { name })
        : t('lookup.did_requested', { name, reason: reasonOf(details.reason, viewer), amount });
    case 'cancellation.approved':
      if (!line.byMember) return t('lookup.did_approvedByPolicy', { name });
      return details.step === 'finance'
        ? t('lookup.did_approved_finance', { name })
        : t('lookup.did_approved_manager', { name });
    case 'cancellation.rejected':
      return t('lookup.did_rejected', { name, reason: typed(details.reason) });
    case 'cancellation.decided':
      return t(REFUSED_DECISION[details.refusal ?? ''] ?? 'lookup.did_decideRefused', { name });
    case 'cancellation.withdrawn':
      return t(refused ? 'lookup.did_withdrawRefused' : 'lookup.did_withdrawn', { name });
    case 'cancellation.went-stale':
      return t(onlyApproversLapsed(details.changes ?? []) ? 'lookup.did_lapsed' : 'lookup.did_wentStale', {
        name,
      });
    case 'order.cancelled':
      return t('lookup.did_cancelled', { name });
    case 'step.retried':
      return refused
        ? t('lookup.did_retryRefused', { name })
        : t('lookup.did_retried', { name, step: stepOf(details.step, viewer) });
    case 'payout.paid':
      if (refused && details.reference === undefined) return t('lookup.did_payoutRefused', { name });
      return refused
        ? t('lookup.did_paidRefused', { name, reference: typed(details.reference) })
        : t('lookup.did_paid', { name, amount, reference: typed(details.reference) });
    case 'payout.unpaid':
      return refused
        ? t('lookup.did_payoutRefused', { name })
        : t('lookup.did_unpaid', { name, amount, reason: typed(details.reason) });
    case 'payout.try-again':
      return t(refused ? 'lookup.did_payoutRefused' : 'lookup.did_tryAgain', { name, amount });
    default:
      return t('lookup.did_else', { name, action: escapeMrkdwn(line.action) });
  }
};
