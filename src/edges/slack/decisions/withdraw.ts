import {
  type WithdrawRefusal,
  withdrawCancellation,
} from '../../../features/orders/cancel/withdraw-cancellation.js';
import type { SlackDeps } from '../deps.js';
import type { Viewer } from '../lookup/viewer.js';
import { safe } from '../messages/request-words.js';
import { asMember, type Heard } from '../people/as-member.js';
import { showOrAnswer } from '../people/show-or-answer.js';
import { clickedValue, idIn } from './read-decision-value.js';

/** The requester takes a pending request back. */
export const withdraw = (deps: SlackDeps) =>
  asMember(deps, { fresh: true }, async (acting, { body }: Heard) => {
    const requestId = idIn(clickedValue(body));
    const withdrawn = await withdrawCancellation(deps.db, { actor: acting.member, requestId }, deps);
    const [refusal] = withdrawn.ok ? [] : withdrawn.refusals;
    const text = refusal === undefined ? acting.t('decisions.youWithdrew') : sayRefusal(refusal, acting);
    // On a card in a modal the answer takes the card's place: what it says is no longer so.
    await showOrAnswer(acting, text);
  });

const sayRefusal = (refusal: WithdrawRefusal, { t }: Viewer): string => {
  switch (refusal.code) {
    case 'request-not-found':
      return t('decisions.notFound');
    case 'member-inactive':
      return t('decisions.inactive');
    case 'not-the-requester':
      return t('decisions.notTheRequester', { name: safe(refusal.by) });
    case 'not-pending':
      return t(refusal.state === 'withdrawn' ? 'decisions.alreadyWithdrawn' : 'decisions.tooLateToWithdraw');
  }
};
