import type { Ledger, RequestRow } from '../ledger.js';
import type { Check } from './finding.js';

/** What happened to a request, once each, as the audit has to say it (C5). */
const happened = ({ id, by, state }: RequestRow, ledger: Ledger): string[] => {
  const decisions = ledger.decisions.filter(({ requestId }) => requestId === id);
  const attempts = ledger.attempts.filter(({ requestId }) => requestId === id);
  const byPolicy = !ledger.requiredSteps.some(({ requestId }) => requestId === id);
  return [
    `cancellation.requested ${by}`,
    ...(byPolicy ? ['cancellation.approved null'] : []),
    ...decisions.map((decision) => `cancellation.${decision.verdict} ${decision.by}`),
    ...(state === 'withdrawn' ? [`cancellation.withdrawn ${by}`] : []),
    ...(state === 'done' ? ['order.cancelled null'] : []),
    ...attempts.flatMap(({ state: ended, endedBy }) => {
      if (ended === 'succeeded') return [`payout.paid ${endedBy}`];
      return ended === 'failed' ? [`payout.unpaid ${endedBy}`] : [];
    }),
  ];
};

const ACTIONS =
  /^(?:cancellation\.(?:requested|approved|rejected|withdrawn)|order\.cancelled|payout\.(?:paid|unpaid)) /;

/** Whatever was done stands in the audit, once, under the name of who did it; and nothing else does. */
export const auditedOnce: Check = ({ ledger }) =>
  ledger.requests.flatMap((request) => {
    const left = happened(request, ledger);
    const surplus = ledger.audits
      .filter(({ requestId }) => requestId === request.id)
      .map(({ action, by }) => `${action} ${by}`)
      .filter((line) => {
        const index = left.indexOf(line);
        if (index !== -1) left.splice(index, 1);
        return index === -1 && ACTIONS.test(line);
      });
    const ids = { request: request.id, number: request.number };
    return [
      ...left.map((line) => ({ kind: 'audit' as const, what: `the audit does not say: ${line}`, ids })),
      ...surplus.map((line) => ({ kind: 'audit' as const, what: `the audit says too much: ${line}`, ids })),
    ];
  });
