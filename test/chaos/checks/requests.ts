import { en } from '../../../src/words/en/index.js';
import type { Act } from '../log-book.js';
import { says } from '../people/reading.js';
import { actIds, type Check, type Finding } from './finding.js';

const MADE = [
  en.cancel.outcomePending,
  en.cancel.outcomePolicy,
  en.cancel.outcomeApproved,
  en.cancel.outcomeDone,
  en.cancel.outcomeEnded,
];

const saysMade = (text: string): boolean => MADE.some((template) => says(text, template));

/** Whether the act's person was told that their request was made. */
export const toldMade = (act: Act): boolean =>
  (act.kind === 'ask' || act.kind === 'ask-again') && [...act.told].some(saysMade);

/** The modals in which somebody has lately done something, up to this act: an answer can be heard during a later one. */
const latelyIn = (acts: readonly Act[], { who, n }: Act): ReadonlySet<string> =>
  new Set(
    acts
      .filter((act) => act.who === who && act.n <= n)
      .slice(-4)
      .flatMap(({ views }) => [...views]),
  );

/**
 * No request is lost that somebody was told was made, none exists twice or without somebody who confirmed it; and an
 * order is cancelled when its request is done, and else as it was.
 */
export const requestsAsTold: Check = ({ book, ledger, company }) => {
  const findings: Finding[] = [];
  const byKey = new Map(ledger.requests.map((request) => [request.key, request]));
  const asks = book.acts.filter(({ kind }) => kind === 'ask' || kind === 'ask-again');
  const numberIn = (text: string): string | undefined => /\bSO-\d{4,}\b/.exec(text)?.[0];
  for (const act of asks)
    for (const text of [...act.told].filter(saysMade)) {
      // A late answer is heard during the next act; so the number counts that it names.
      const number = numberIn(text) ?? act.about.number;
      const views = latelyIn(book.acts, act);
      const own = ledger.requests.filter(
        (request) => request.by === act.who && request.number === number && views.has(request.key),
      );
      if (own.length === 0)
        findings.push({
          kind: 'lost',
          what: `told that the request for ${number} was made; there is none`,
          ids: actIds(act),
        });
    }
  for (const act of asks.filter(toldMade))
    for (const made of [...act.views].map((view) => byKey.get(view)))
      if (made !== undefined && act.about.number !== undefined && made.number !== act.about.number)
        findings.push({
          kind: 'wrong-person',
          what: `the request is of ${made.by} for ${made.number}`,
          ids: { ...actIds(act), request: made.id },
        });
  const confirmed = new Map(asks.flatMap((act) => [...act.views].map((view) => [view, act] as const)));
  for (const request of ledger.requests) {
    const act = confirmed.get(request.key);
    if (act === undefined || act.who !== request.by)
      findings.push({
        kind: 'doubled',
        what: 'nobody confirmed this request',
        ids: { request: request.id, number: request.number, by: request.by, key: request.key },
      });
  }
  const open = new Map<string, number>();
  for (const { number, state } of ledger.requests)
    if (['pending', 'approved', 'attention', 'done'].includes(state))
      open.set(number, (open.get(number) ?? 0) + 1);
  for (const [number, count] of open)
    if (count > 1)
      findings.push({ kind: 'doubled', what: `${count} open or done requests`, ids: { number } });
  for (const { id, number, state } of ledger.requests)
    if (state === 'approved' || state === 'attention')
      findings.push({ kind: 'lost', what: `the request is ${state} for ever`, ids: { request: id, number } });
  const done = new Set(ledger.requests.filter(({ state }) => state === 'done').map(({ number }) => number));
  const imported = new Map(company.orders.map(({ number, status }) => [number, status]));
  const there = new Set(ledger.orders.map(({ number }) => number));
  for (const number of imported.keys())
    if (!there.has(number)) findings.push({ kind: 'lost', what: 'the order is gone', ids: { number } });
  for (const { number, status, archived } of ledger.orders) {
    const expected = done.has(number) ? 'cancelled' : imported.get(number);
    if (status !== expected || archived)
      findings.push({
        kind: done.has(number) ? 'lost' : 'untrue',
        what: `the order is ${status}${archived ? ' and archived' : ''} instead of ${expected}`,
        ids: { number },
      });
  }
  return findings;
};
