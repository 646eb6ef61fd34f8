import type { Owed } from '../ledger.js';
import type { Act } from '../log-book.js';
import type { Evidence, Finding } from './finding.js';

/** How the product itself was when nobody did anything more and nothing was broken. */
export interface Aftermath {
  /** What was still owed when patience ended; undefined where it came to rest. */
  readonly owed: Owed | undefined;
  /** What `verify` said of the database. */
  readonly verify: { readonly code: number; readonly out: string };
  /** Methods for which Slack was asked and which it does not have. */
  readonly unknownCalls: readonly string[];
  /** Processes that are not at work again. */
  readonly away: readonly string[];
}

/** Where so much of what people do is acknowledged, some of it comes to its end. */
const MANY_ACTS = 100;
const wasHeard = ({ outcomes }: Act): boolean => outcomes.every((one) => one === 'acknowledged');

/** Everything was done in the end, the invariants hold, every process is at work, and none ended by itself. */
export const cameToRest = (
  { owed, verify, unknownCalls, away }: Aftermath,
  { book, ledger }: Pick<Evidence, 'book' | 'ledger'>,
): Finding[] => [
  ...(owed === undefined
    ? []
    : [{ kind: 'lost' as const, what: 'it does not come to rest', ids: { ...owed } }]),
  ...(verify.code === 0
    ? []
    : [
        {
          kind: 'books' as const,
          what: 'verify is not clean',
          ids: { exitCode: verify.code, out: verify.out.slice(0, 4_000) },
        },
      ]),
  ...book.collapses.map(
    ({ process, at, code }): Finding => ({
      kind: 'process',
      what: `${process} ended by itself with ${code}`,
      ids: { at: new Date(at).toISOString() },
    }),
  ),
  ...unknownCalls.map(
    (method): Finding => ({ kind: 'untrue', what: `Slack was asked for ${method}`, ids: {} }),
  ),
  ...away.map((name): Finding => ({ kind: 'process', what: `${name} does not come back`, ids: {} })),
  // Whoever does nothing does nothing wrong.
  ...(book.acts.filter(wasHeard).length >= MANY_ACTS && !ledger.requests.some(({ state }) => state === 'done')
    ? [{ kind: 'lost' as const, what: 'nobody got anything cancelled', ids: {} }]
    : []),
];
