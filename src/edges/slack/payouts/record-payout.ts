import {
  endPayout,
  type PayoutRefusal,
  type PayoutWord,
} from '../../../features/orders/payouts/end-payout.js';
import type { SlackDeps } from '../deps.js';
import type { Viewer } from '../lookup/viewer.js';
import { quoted, safe } from '../messages/request-words.js';
import type { Acting } from '../people/as-member.js';

/** Records what finance said, and gives back what to tell them, in mrkdwn. */
export const recordPayout = async (
  deps: SlackDeps,
  acting: Acting,
  ask: { readonly refundId: string; readonly attempt: number | undefined; readonly word: PayoutWord },
): Promise<string> => {
  const ended = await endPayout(deps.db, { actor: acting.member, ...ask }, deps);
  const [refusal] = ended.ok ? [] : ended.refusals;
  if (refusal !== undefined) {
    const said = sayPayoutRefusal(refusal, acting);
    if (!isPaidTwice(refusal, ask.word)) return said;
    return `${said}\n${acting.t('payouts.paidTwice', { reference: quoted(ask.word.reference) })}`;
  }
  const { t } = acting;
  if (ask.word.kind === 'paid') {
    const recorded = t('payouts.recordedPaid', { reference: quoted(ask.word.reference) });
    const same = ended.ok ? ended.value.sameReference : [];
    if (same.length === 0) return recorded;
    const numbers = same.map(safe).join(t('people.listSeparator'));
    return `${recorded}\n${t('payouts.sameReference', { numbers })}`;
  }
  return t(ask.word.kind === 'unpaid' ? 'payouts.recordedUnpaid' : 'payouts.reopened');
};

/** Two who record different transfers have perhaps made both. */
const isPaidTwice = (
  refusal: PayoutRefusal,
  word: PayoutWord,
): word is Extract<PayoutWord, { kind: 'paid' }> =>
  refusal.code === 'payout-already' &&
  refusal.state === 'paid' &&
  word.kind === 'paid' &&
  word.reference.trim().toLowerCase() !== refusal.reference?.toLowerCase();

/** Why nothing was or can be recorded, in mrkdwn. */
export const sayPayoutRefusal = (refusal: PayoutRefusal, { t }: Viewer): string => {
  switch (refusal.code) {
    case 'refund-not-found':
      return t('payouts.notFound');
    case 'member-inactive':
      return t('decisions.inactive');
    case 'role-missing':
      return t('payouts.financeOnly');
    case 'own-request':
      return t('payouts.ownRequest');
    case 'reference-missing':
    case 'reason-missing':
      return t('textInput.empty');
    case 'payout-already':
      return refusal.state === 'paid'
        ? t('payouts.alreadyPaid', { reference: quoted(refusal.reference ?? '–') })
        : t(refusal.state === 'failed' ? 'payouts.alreadyFailed' : 'payouts.alreadyOpen');
  }
};
