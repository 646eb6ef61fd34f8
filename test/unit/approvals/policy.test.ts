import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requiredSteps } from '../../../src/features/approvals/policy.js';

const roles = (atRisk: bigint, moneyMoved = false, baseCurrency = 'USD') =>
  requiredSteps({ atRisk, moneyMoved, baseCurrency })
    .map((step) => step.role)
    .join('→') || 'nobody';

describe('the default approval policy', () => {
  it.each([
    [19_999n, 'nobody'],
    [20_000n, 'nobody'],
    [20_001n, 'manager'],
    [499_999n, 'manager'],
    [500_000n, 'manager'],
    [500_001n, 'manager→finance'],
  ])('asks for %d cents at risk: %s (A3)', (atRisk, expected) => {
    expect(roles(atRisk)).toBe(expected);
  });

  it('asks manager and finance wherever money was paid, however little (A3)', () => {
    expect(roles(1n, true)).toBe('manager→finance');
  });

  it('reads its limits in major units of the base currency: 200 yen, 200.000 dinar (A3)', () => {
    expect([roles(200n, false, 'JPY'), roles(201n, false, 'JPY')]).toEqual(['nobody', 'manager']);
    expect([roles(200_000n, false, 'KWD'), roles(200_001n, false, 'KWD')]).toEqual(['nobody', 'manager']);
  });

  it('never asks fewer people for more money', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 9n }), (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const count = (atRisk: bigint) =>
          requiredSteps({ atRisk, moneyMoved: false, baseCurrency: 'USD' }).length;
        expect(count(less)).toBeLessThanOrEqual(count(more));
      }),
    );
  });
});
