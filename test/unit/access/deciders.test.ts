import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepWithoutDecider } from '../../../src/features/access/deciders.js';

const steps = (manager: string[], finance: string[]) => [
  { role: 'manager', people: manager },
  { role: 'finance', people: finance },
];

describe('whether everybody who has to decide can be found', () => {
  it('needs a distinct person for each step (A2)', () => {
    expect(stepWithoutDecider(steps(['max'], ['max']))).toBe('finance');
    expect(stepWithoutDecider(steps(['max'], ['max', 'fay']))).toBeNull();
    expect(stepWithoutDecider(steps(['max', 'mia'], ['max']))).toBeNull();
  });

  it('names the step that nobody is left for', () => {
    expect(stepWithoutDecider(steps([], ['fay']))).toBe('manager');
    expect(stepWithoutDecider([])).toBeNull();
  });

  it('agrees with trying every pair of people', () => {
    const people = fc.subarray(['a', 'b', 'c', 'd']);
    fc.assert(
      fc.property(people, people, (manager, finance) => {
        const possible = manager.some((one) => finance.some((other) => other !== one));
        expect(stepWithoutDecider(steps(manager, finance)) === null).toBe(possible);
      }),
    );
  });
});
