import { en } from '../../../src/words/en/index.js';
import type { DecisionRow } from '../ledger.js';
import type { Act } from '../log-book.js';
import { says } from '../people/reading.js';
import { actIds, type Check, type Evidence, type Finding } from './finding.js';

const heard = (act: Act, ...templates: readonly string[]): boolean =>
  [...act.told].some((text) => templates.some((template) => says(text, template)));

const APPROVED = [en.decisions.approvedFinal, en.decisions.approvedNext];
/** What is only said when nothing was decided. */
const NOT_DECIDED = [
  en.decisions.ownRequest,
  en.decisions.roleMissing,
  en.decisions.decidedEarlier,
  en.decisions.outdated,
  en.decisions.notFound,
  en.decisions.inactive,
  en.people.unreachable,
  en.people.deskUnreachable,
  en.connection.restarting,
];

const decisionIds = (decision: DecisionRow) => ({
  request: decision.requestId,
  position: decision.position,
  by: decision.by,
  verdict: decision.verdict,
});

/** Nothing is decided by somebody who may not; read from roles and rows, not by the product's own rule. */
export const decidedByTheRightPeople: Check = ({ ledger }) => {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const wrong = (decision: DecisionRow, what: string): void => {
    findings.push({ kind: 'wrong-person', what, ids: decisionIds(decision) });
  };
  for (const decision of ledger.decisions) {
    const { by, role, roles, active, requestedBy, requestId } = decision;
    if (by === requestedBy) wrong(decision, 'decided by who asked');
    if (!roles.includes(role) || !active) wrong(decision, `decided by somebody who is not ${role}`);
    if (seen.has(`${requestId} ${by}`)) wrong(decision, 'decided twice by one person');
    seen.add(`${requestId} ${by}`);
  }
  for (const { refundId, number, state, endedBy, endedByRoles, requestedBy } of ledger.attempts)
    if (state !== 'pending' && (endedBy === requestedBy || endedByRoles?.includes('finance') !== true))
      findings.push({
        kind: 'wrong-person',
        what: 'a payout was ended by somebody who may not',
        ids: { refund: refundId, number, by: endedBy },
      });
  for (const { id, number, by, withdrawnBy, state } of ledger.requests)
    if (state === 'withdrawn' && withdrawnBy !== by)
      findings.push({
        kind: 'wrong-person',
        what: 'not withdrawn by who asked',
        ids: { request: id, number, by: withdrawnBy },
      });
  return findings;
};

/**
 * What people were told of their decisions stands in the rows, and each row goes back to somebody's click. An answer can
 * come so late that it is heard during the next act; so what was told counts for the act before too.
 */
export const decisionsAsTold: Check = (evidence) => [
  ...told(evidence),
  ...rowsHaveActs(evidence),
  ...notDecided(evidence),
];

const withPrevious = (acts: readonly Act[], act: Act): readonly Act[] => {
  const own = acts.filter(({ who, n }) => who === act.who && n <= act.n);
  return own.slice(-3);
};

const told = ({ book, ledger }: Evidence): Finding[] => {
  const decided = (act: Act, verdict: string): boolean =>
    withPrevious(book.acts, act).some(({ who, about }) =>
      ledger.decisions.some(
        (row) => row.by === who && row.requestId === about.requestId && row.verdict === verdict,
      ),
    );
  const lost = (act: Act, what: string): Finding => ({ kind: 'lost', what, ids: actIds(act) });
  return book.acts.flatMap((act) => [
    ...(heard(act, ...APPROVED) && !decided(act, 'approved')
      ? [lost(act, 'told approved; there is no decision')]
      : []),
    ...(heard(act, en.decisions.rejected) && !decided(act, 'rejected')
      ? [lost(act, 'told rejected; there is no decision')]
      : []),
    ...(heard(act, en.decisions.youWithdrew) &&
    !withPrevious(book.acts, act).some(({ about }) =>
      ledger.requests.some(({ id, state }) => id === about.requestId && state === 'withdrawn'),
    )
      ? [lost(act, 'told withdrawn; the request is not')]
      : []),
    ...(heard(act, en.payouts.recordedUnpaid) &&
    !withPrevious(book.acts, act).some(({ about }) =>
      ledger.attempts.some(
        ({ refundId, endedBy, state }) =>
          state === 'failed' && endedBy === act.who && refundId === about.refundId,
      ),
    )
      ? [lost(act, 'told that the payout failed on record; it did not')]
      : []),
    ...(heard(act, en.payouts.reopened) &&
    !withPrevious(book.acts, act).some(
      ({ about }) => ledger.attempts.filter(({ refundId }) => refundId === about.refundId).length > 1,
    )
      ? [lost(act, 'told that the refund is open again; it is not')]
      : []),
    ...(heard(act, en.payouts.recordedPaid) &&
    !ledger.attempts.some(
      ({ reference, endedBy, state }) =>
        state === 'succeeded' &&
        endedBy === act.who &&
        withPrevious(book.acts, act).some(({ about }) => about.reference === reference),
    )
      ? [lost(act, 'told that the payout is recorded; it is not')]
      : []),
  ]);
};

const rowsHaveActs = ({ book, ledger }: Evidence): Finding[] => {
  const did = (who: string, kinds: readonly string[], fits: (act: Act) => boolean): boolean =>
    book.acts.some((act) => act.who === who && kinds.includes(act.kind) && fits(act));
  const findings: Finding[] = [];
  for (const row of ledger.decisions)
    if (
      !did(
        row.by,
        [row.verdict === 'approved' ? 'approve' : 'reject'],
        ({ about }) =>
          about.requestId === row.requestId && (row.verdict === 'approved' || about.reason === row.reason),
      )
    )
      findings.push({
        kind: 'wrong-person',
        what: 'nobody clicked for this decision',
        ids: decisionIds(row),
      });
  for (const { id, number, state, by } of ledger.requests)
    if (state === 'withdrawn' && !did(by, ['withdraw'], ({ about }) => about.requestId === id))
      findings.push({
        kind: 'wrong-person',
        what: 'nobody withdrew this request',
        ids: { request: id, number },
      });
  const paid = new Map<string, number>();
  for (const { refundId, number, state, endedBy, reference } of ledger.attempts) {
    if (state === 'succeeded') paid.set(refundId, (paid.get(refundId) ?? 0) + 1);
    const kinds = state === 'succeeded' ? ['paid'] : ['unpaid'];
    const fits = ({ about }: Act): boolean =>
      about.refundId === refundId && (state !== 'succeeded' || about.reference === reference);
    if (state !== 'pending' && !did(endedBy ?? '', kinds, fits))
      findings.push({
        kind: 'wrong-person',
        what: 'nobody recorded this payout',
        ids: { refund: refundId, number, by: endedBy, reference },
      });
  }
  for (const [refund, count] of paid)
    if (count > 1) findings.push({ kind: 'doubled', what: `paid ${count} times`, ids: { refund } });
  return findings;
};

const notDecided = ({ book, ledger }: Evidence): Finding[] =>
  book.acts.flatMap((act) => {
    if (act.kind !== 'approve' && act.kind !== 'reject') return [];
    if (!heard(act, ...NOT_DECIDED)) return [];
    const others = book.acts.filter(
      ({ n, who, about }) => n !== act.n && who === act.who && about.requestId === act.about.requestId,
    );
    const row = ledger.decisions.find(
      ({ by, requestId }) => by === act.who && requestId === act.about.requestId,
    );
    // A double click is told twice: of the decision, and that it is made already.
    if (row === undefined || others.length > 0 || heard(act, ...APPROVED, en.decisions.rejected)) return [];
    return [{ kind: 'untrue' as const, what: 'told that nothing was decided; it was', ids: actIds(act) }];
  });
