import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CancellationFacts } from '../../../src/features/orders/cancel/facts.js';
import { freezePlan, thawPlan } from '../../../src/features/orders/cancel/frozen-plan.js';
import {
  planCancellation,
  replanCancellation,
} from '../../../src/features/orders/cancel/plan-cancellation.js';
import { planHash } from '../../../src/features/orders/cancel/plan-hash.js';

type Line = CancellationFacts['order']['lines'][number];

const line = (change: Partial<Line> = {}): Line => ({
  id: 'line-1',
  line: 1,
  quantity: 10,
  unitPrice: '30',
  discountBasisPoints: 0,
  fulfilled: 0,
  cancelled: 0,
  product: { sku: 'P-1', name: 'Widget', unit: null },
  ...change,
});

const facts = (
  change: Omit<Partial<CancellationFacts>, 'order'> & { order?: Partial<CancellationFacts['order']> } = {},
): CancellationFacts => ({
  payments: [],
  held: [],
  openRequest: null,
  refundUnresolved: false,
  mayRequest: true,
  baseCurrency: 'USD',
  rate: '1',
  otherAtRisk: 0n,
  eligible: { manager: ['mia'], finance: ['fay'] },
  choices: { reason: 'price', refundChoice: 'original' },
  ...change,
  order: {
    id: 'order-1',
    number: 'SO-1',
    kind: 'sales',
    status: 'new',
    placedOn: new Date('2026-01-01'),
    requiredOn: null,
    currency: 'USD',
    freight: 500n,
    warehouse: 'MAIN',
    archivedAt: null,
    cancelledAt: null,
    version: 3,
    owner: { id: 'sam', name: 'Sam', email: 'sam@example.com', department: 'Sales' },
    customer: null,
    supplier: null,
    lines: [line()],
    shipments: [],
    ...change.order,
  },
});
const paid = (amount: bigint): CancellationFacts['payments'][number] => ({
  paymentId: 'pay-1',
  method: 'card',
  reference: 'r',
  amount,
  currency: 'USD',
  paidOn: '2026-01-02',
  claimed: 0n,
});
const plan = (given: CancellationFacts) => {
  const planned = planCancellation(given);
  if (!planned.ok) throw new Error(JSON.stringify(planned.blockers));
  return planned.plan;
};
const blockers = (given: CancellationFacts) => {
  const planned = planCancellation(given);
  return planned.ok ? [] : planned.blockers.map((blocker) => blocker.code);
};

describe('the plan of a cancellation', () => {
  it('adds up rounded lines and freight, and never the refund on top', () => {
    const given = facts({ payments: [paid(10_000n)] });
    expect(plan(given)).toMatchObject({
      openTotal: 30_500n,
      refundTotal: 10_000n,
      atRisk: { amount: 30_500n },
    });
  });

  it('puts what is to be paid back at risk where it is more than the order', () => {
    expect(plan(facts({ payments: [paid(99_999n)] })).atRisk.amount).toBe(99_999n);
  });

  it('adds what other requests on the order put at risk, so that splitting does not lower the tier (A4)', () => {
    const small = facts({ order: { lines: [line({ quantity: 1 })], freight: 0n } });
    expect(plan(small).steps).toEqual([]);
    expect(plan({ ...small, otherAtRisk: 18_000n }).steps.map((step) => step.role)).toEqual(['manager']);
  });

  it('weighs the risk in base currency at the rate it names, and says which rate is missing (A3)', () => {
    const yen = facts({
      rate: '0.0065',
      order: { currency: 'JPY', freight: 0n, lines: [line({ quantity: 1_000 })] },
    });
    expect(plan(yen).atRisk).toEqual({ amount: 19_500n, currency: 'USD', rate: '0.0065' });
    expect(blockers({ ...yen, rate: null })).toEqual(['rate-missing']);
  });

  it('is refused by name where the amount at risk is more than can be written down, and never for less (A3)', () => {
    const most = 2n ** 63n - 1n;
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 9_000_000_000_000_000n }),
        fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 19n }), fc.bigInt({ min: 10n ** 12n, max: 10n ** 14n })),
        fc.bigInt({ min: 0n, max: most }),
        (freight, tenBillionths, otherAtRisk) => {
          const rate = new Decimal(tenBillionths.toString()).div(1e10).toFixed(10);
          const given = facts({ rate, otherAtRisk, order: { currency: 'EUR', lines: [], freight } });
          const exact = (freight * tenBillionths * 2n + 10n ** 10n) / (2n * 10n ** 10n) + otherAtRisk;
          if (exact > most) expect(blockers(given)).toEqual(['risk-too-large']);
          else expect(plan(given).atRisk.amount).toBe(exact);
        },
      ),
    );
  });

  it.each([
    ['purchase-order', facts({ order: { kind: 'purchase' } })],
    ['shipped', facts({ order: { status: 'shipped' } })],
    ['completed', facts({ order: { status: 'completed' } })],
    ['closed', facts({ order: { status: 'closed' } })],
    ['cancelled', facts({ order: { status: 'cancelled' } })],
    ['archived', facts({ order: { archivedAt: new Date() } })],
    ['partly-shipped', facts({ order: { lines: [line({ fulfilled: 1 })] } })],
    ['request-open', facts({ openRequest: { requestId: 'r', by: 'Sue', since: new Date() } })],
    ['refund-unresolved', facts({ refundUnresolved: true })],
    ['may-not-request', facts({ mayRequest: false })],
    ['nobody-can-decide', facts({ eligible: { manager: [], finance: ['fay'] } })],
  ])('is refused by name: %s (C1)', (code, given) => {
    expect(blockers(given)).toEqual([code]);
  });

  it('names every blocker at once (C1)', () => {
    const given = facts({
      order: { kind: 'purchase', archivedAt: new Date() },
      mayRequest: false,
      rate: null,
    });
    expect(blockers(given).sort()).toEqual(['archived', 'may-not-request', 'purchase-order', 'rate-missing']);
  });

  it('tells per line what is held where and what was backorder: held + backorder = cancelled (S4)', () => {
    const held = [
      { orderLineId: 'line-1', levelId: 'l1', warehouse: 'MAIN', location: 'A', quantity: 4 },
      { orderLineId: 'line-1', levelId: 'l2', warehouse: 'MAIN', location: 'B', quantity: 3 },
    ];
    expect(plan(facts({ held })).lines[0]).toMatchObject({
      quantity: 10,
      reserved: 7,
      held: [{ quantity: 4 }, { quantity: 3 }],
    });
  });
});

describe('the hash that approvals are bound to (A5)', () => {
  const base = facts({ payments: [paid(10_000n)] });
  it.each([
    ['another version of the order', facts({ payments: [paid(10_000n)], order: { version: 4 } })],
    ['another quantity', facts({ payments: [paid(10_000n)], order: { lines: [line({ quantity: 9 })] } })],
    ['another payment', facts({ payments: [paid(10_001n)] })],
    [
      'another way to pay back',
      facts({ payments: [paid(10_000n)], choices: { reason: 'price', refundChoice: 'bank_transfer' } }),
    ],
    [
      'another reason',
      facts({ payments: [paid(10_000n)], choices: { reason: 'fraud', refundChoice: 'original' } }),
    ],
    ['another rate', facts({ payments: [paid(10_000n)], rate: '1.1' })],
  ])('differs for %s', (_what, other) => {
    expect(planHash(plan(other))).not.toBe(planHash(plan(base)));
  });

  it('is the same for the same plan, for a kept and re-read one, and whatever the places in stock', () => {
    const held = [{ orderLineId: 'line-1', levelId: 'l1', warehouse: 'MAIN', location: 'A', quantity: 4 }];
    expect(planHash(plan({ ...base, held }))).toBe(planHash(plan(base)));
    expect(planHash(thawPlan(JSON.parse(JSON.stringify(freezePlan(plan(base))))))).toBe(planHash(plan(base)));
  });

  it('is found again at the final decision although policy, rate or eligible people have changed since', () => {
    const frozen = plan(base);
    const now = replanCancellation(
      { ...base, rate: '2', eligible: { manager: [], finance: [] }, otherAtRisk: 1n },
      frozen,
    );
    expect(now.ok && planHash(now.plan)).toBe(planHash(frozen));
  });
});

it('rounds each line half up, once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 0, max: 99_999 }),
      fc.integer({ min: 0, max: 10_000 }),
      (quantity, cents, discount) => {
        const price = new Decimal(cents).div(100);
        const given = facts({
          order: {
            freight: 0n,
            lines: [
              line({
                quantity,
                unitPrice: price.toString(),
                discountBasisPoints: discount,
              }),
            ],
          },
        });
        // An own calculation in whole numbers: cents × quantity × (1 − discount), half up.
        const exact = BigInt(cents) * BigInt(quantity) * BigInt(10_000 - discount);
        expect(plan(given).openTotal).toBe((exact * 2n + 10_000n) / 20_000n);
      },
    ),
  );
});
