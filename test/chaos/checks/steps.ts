import { isDeepStrictEqual } from 'node:util';
import type { Ordered } from '../company.js';
import type { RequestRow } from '../ledger.js';
import type { Check, Finding } from './finding.js';

/** Dollars to the cent: what has to be exceeded before anybody decides, and before finance does. */
const LIMITS = { manager: 200_00n, finance: 5_000_00n } as const;

const inDollars = ({ total, currency }: Ordered): bigint =>
  // A euro is 1.1 dollars; half a cent is rounded up.
  currency === 'EUR' ? (total * 11n + 5n) / 10n : total;

/** Who has to decide, in their order, worked out from the import folder (decisions on the model, 7). */
const requiredFor = (order: Ordered): string[] =>
  (['manager', 'finance'] as const).filter((role) => order.paid || inDollars(order) > LIMITS[role]);

/** What may stand in the rows of a request in this state, when so many have to decide. */
const isLegal = (state: RequestRow['state'], verdicts: readonly string[], required: number): boolean => {
  const approvals = verdicts.filter((verdict) => verdict === 'approved').length;
  switch (state) {
    case 'rejected':
      return (
        verdicts.length <= required && approvals === verdicts.length - 1 && verdicts.at(-1) === 'rejected'
      );
    case 'pending':
    case 'withdrawn':
    case 'stale':
      return verdicts.length < required && approvals === verdicts.length;
    default:
      return verdicts.length === required && approvals === required;
  }
};

/** Everybody who had to decide has, one after the other, before anything was carried out; and who asked might ask. */
export const decidedByAllWhoHadTo: Check = ({ ledger, company }) => {
  const findings: Finding[] = [];
  const orders = new Map(company.orders.map((order) => [order.number, order]));
  const people = new Map(company.people.map((person) => [person.email, person]));
  for (const request of ledger.requests) {
    const { id, number, state, by } = request;
    const order = orders.get(number);
    if (order === undefined) continue;
    const found = (what: string): void => {
      findings.push({ kind: 'wrong-person', what, ids: { request: id, number, by } });
    };
    const required = requiredFor(order);
    const asked = ledger.requiredSteps.filter(({ requestId }) => requestId === id).map(({ role }) => role);
    if (!isDeepStrictEqual(asked, required))
      found(`asks ${asked.join(', ') || 'nobody'} to decide instead of ${required.join(', ') || 'nobody'}`);
    const decisions = ledger.decisions
      .filter(({ requestId }) => requestId === id)
      .toSorted((a, b) => a.position - b.position);
    const roles = decisions.map(({ role }) => role);
    const verdicts = decisions.map(({ verdict }) => verdict);
    if (
      !isDeepStrictEqual(roles, required.slice(0, roles.length)) ||
      !isLegal(state, verdicts, required.length)
    )
      found(
        `is ${state} by ${decisions.map(({ role, verdict }) => `${role} ${verdict}`).join(', ') || 'nobody'}`,
      );
    const asker = people.get(by);
    const near = asker?.department === people.get(order.owner)?.department;
    const may = asker?.roles.some(
      (role) => ['manager', 'finance'].includes(role) || (role === 'sales' && near),
    );
    if (may !== true) found('asked for by somebody who may not');
  }
  return findings;
};
