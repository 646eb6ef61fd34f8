import { describe, expect, it } from 'vitest';
import {
  isOpen,
  nextState,
  REQUEST_EVENTS,
  REQUEST_STATES,
  TRANSITIONS,
} from '../../../src/features/approvals/transitions.js';

const pairs = REQUEST_STATES.flatMap((state) => REQUEST_EVENTS.map((event) => ({ state, event })));

describe('the life of a request', () => {
  it.each(pairs)('$state, $event: as the table says and nothing else (C1)', ({ state, event }) => {
    expect(nextState(state, event)).toBe(TRANSITIONS[state][event]);
  });

  it('has no way out of a closed state', () => {
    for (const state of REQUEST_STATES.filter((one) => !isOpen(one))) expect(TRANSITIONS[state]).toEqual({});
  });

  it('reaches every state from pending', () => {
    const reached = new Set<string>(['pending']);
    for (const _ of REQUEST_STATES) {
      for (const state of REQUEST_STATES.filter((one) => reached.has(one))) {
        for (const after of Object.values(TRANSITIONS[state])) reached.add(after);
      }
    }
    expect([...reached].sort()).toEqual([...REQUEST_STATES].sort());
  });
});
