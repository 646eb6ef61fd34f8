import type { RequestView } from '../../../features/orders/views.js';
import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { money, type Viewer } from '../lookup/viewer.js';
import { rolesText } from './effects.js';
import { outcomeOf } from './outcome-of.js';

/** How a request stands that was just asked for, or had been asked for by the same submit before; as mrkdwn. */
export const sayOutcome = (request: RequestView, viewer: Viewer): string => {
  const { t } = viewer;
  const { plan, state, steps } = request;
  const number = cut(escapeMrkdwn(request.order.number), 120);
  if (state === 'pending') {
    const waiting = steps.filter((step) => step.state === 'current' || step.state === 'waiting');
    return t('cancel.outcomePending', { number, roles: rolesText(waiting, viewer) });
  }
  if (state === 'done') return t('cancel.outcomeDone', { number });
  if (state !== 'approved' && state !== 'attention')
    return t('cancel.outcomeEnded', { outcome: outcomeOf(state, t) });
  return steps.length === 0
    ? t('cancel.outcomePolicy', { number, amount: money(viewer, plan.atRisk.amount, plan.atRisk.currency) })
    : t('cancel.outcomeApproved', { number });
};
