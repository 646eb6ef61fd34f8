import type { PendingView, RequestView, StepView } from '../../../features/orders/views.js';
import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { instant, money, type Viewer } from '../lookup/viewer.js';
import { onlyApproversLapsed } from './only-approvers-lapsed.js';

const NAME_LENGTH = 80;
const REASON_LENGTH = 300;

/** A name or number, safe in mrkdwn and of bounded length. */
export const safe = (text: string): string => cut(escapeMrkdwn(text), NAME_LENGTH);

/** What somebody wrote, on one line, safe in mrkdwn. */
export const quoted = (text: string): string =>
  cut(escapeMrkdwn(text.replace(/\s+/g, ' ').trim()), REASON_LENGTH);

/** A value that stands by itself begins with a capital; the same words also stand inside of sentences. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const roleOf = (role: StepView['role'], { t }: Viewer): string => t(`messages.role_${role}`);

/** What the request is about: order, party and the amount of the whole. */
export const subject = (request: RequestView, viewer: Viewer) => ({
  number: safe(request.order.number),
  party: safe(request.order.party.name),
  amount: money(viewer, request.plan.openTotal, request.plan.currency),
});

export const reasonOf = (request: PendingView | RequestView, { t }: Viewer): string => {
  const { reason } = request.choices;
  return reason === 'other' ? t('lookup.reason_else') : t(`lookup.reason_${reason}`);
};

/** What becomes of the money, in one short line. */
export const moneyOf = (request: PendingView | RequestView, viewer: Viewer): string => {
  const { plan, choices } = request;
  const { t } = viewer;
  const parts: string[] = [];
  if (plan.refundTotal > 0n) {
    const amount = money(viewer, plan.refundTotal, plan.currency);
    parts.push(
      choices.refundChoice === 'bank_transfer'
        ? t('messages.refundByTransfer', { amount })
        : t('messages.refundOriginal', { amount }),
    );
  }
  if (plan.keptTotal > 0n)
    parts.push(t('messages.kept', { amount: money(viewer, plan.keptTotal, plan.currency) }));
  return parts.length === 0 ? t('messages.nothingPaid') : parts.join(t('people.listSeparator'));
};

/** Where the request stands, in one sentence: the first thing that anybody wants to know. */
export const standOf = (request: RequestView, viewer: Viewer): string => {
  const { t } = viewer;
  switch (request.state) {
    case 'pending': {
      const current = request.steps.find((step) => step.state === 'current');
      return current === undefined ? t('messages.state_pending') : t(`messages.waits_${current.role}`);
    }
    case 'approved':
      return t('messages.state_approved');
    case 'attention':
      return t('messages.state_attention');
    case 'done':
      return t('messages.state_done');
    case 'rejected': {
      const rejected = request.steps.find((step) => step.state === 'rejected');
      return t('messages.state_rejected', {
        name: safe(rejected?.by ?? '–'),
        reason: quoted(rejected?.reason ?? '–'),
      });
    }
    case 'withdrawn':
      return t('messages.state_withdrawn', { name: safe(request.requester.name) });
    case 'stale':
      return request.ended?.code === 'stale' && onlyApproversLapsed(request.ended.changes)
        ? t('messages.state_lapsed')
        : t('messages.state_stale');
  }
};

/** The steps with who decided them and when, one line each; the policy where nobody had to. */
export const stepLines = (request: RequestView, viewer: Viewer): string[] => {
  const { t } = viewer;
  if (request.steps.length === 0) return [t('messages.byPolicy')];
  return request.steps.map((step) => {
    const role = roleOf(step.role, viewer);
    if (step.by !== null && step.at !== null) {
      const values = { role, name: safe(step.by), at: instant(viewer, step.at) };
      return step.state === 'rejected'
        ? t('messages.step_rejected', values)
        : t('messages.step_approved', values);
    }
    if (step.state === 'current') return t('messages.step_current', { role });
    return step.state === 'waiting'
      ? t('messages.step_waiting', { role })
      : t('messages.step_notReached', { role });
  });
};
