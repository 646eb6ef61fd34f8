import { describe, expect, it } from 'vitest';
import { type Aftermath, cameToRest } from '../../chaos/checks/aftermath.js';
import type { Collapse } from '../../chaos/log-book.js';
import { act, evidence, request } from './evidence.js';

const rested: Aftermath = { owed: undefined, verify: { code: 0, out: '' }, unknownCalls: [], away: [] };
const foundAfter = (how: Partial<Aftermath>, collapses: Collapse[] = [], state = 'done'): string[] => {
  const { book, ledger } = evidence({
    acts: Array.from({ length: 100 }, (_, n) => act({ n })),
    ledger: { requests: [{ ...request, state }] },
  });
  return cameToRest({ ...rested, ...how }, { book: { ...book, collapses }, ledger }).map(
    ({ kind, what }) => `${kind}: ${what}`,
  );
};

describe('how the product is when everything is over', () => {
  it('is in order when nothing is owed, nobody is missing and something was done', () => {
    expect(foundAfter({})).toEqual([]);
  });

  it('is not when work is left, the books are wrong, a process fell over or stays away, or nothing was done', () => {
    expect(foundAfter({ owed: { events: 0, steps: 0, messages: 1, cards: 0 } })).toEqual([
      'lost: it does not come to rest',
    ]);
    expect(foundAfter({ verify: { code: 1, out: 'journalBalance' } })).toEqual([
      'books: verify is not clean',
    ]);
    expect(foundAfter({ unknownCalls: ['chat.shout'] })).toEqual(['untrue: Slack was asked for chat.shout']);
    expect(foundAfter({ away: ['bot-1'] })).toEqual(['process: bot-1 does not come back']);
    expect(foundAfter({}, [{ process: 'bot-1', at: 1, code: 1 }])).toEqual([
      'process: bot-1 ended by itself with 1',
    ]);
    expect(foundAfter({}, [], 'pending')).toEqual(['lost: nobody got anything cancelled']);
  });
});
