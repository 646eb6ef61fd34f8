import { describe, expect, it } from 'vitest';
import { PAYOUT_PAID } from '../../../src/edges/slack/action-ids.js';
import { validate } from '../../../src/edges/slack/block-kit/validate.js';
import { drawPayouts } from '../../../src/edges/slack/messages/draw-payouts.js';
import type { RefundView, RequestView } from '../../../src/features/orders/views.js';
import { translator } from '../../../src/words/translator.js';

const viewer = { t: translator('en-US'), locale: 'en-US', timezone: 'UTC' };

const refund = (number: number, state: RefundView['state']): RefundView => ({
  refundId: `refund-${number}`,
  attempt: 1,
  amount: BigInt(number) * 100n,
  currency: 'USD',
  method: 'original',
  paymentMethod: 'bank_transfer',
  paymentReference: 'R'.repeat(200),
  state,
  reference: state === 'paid' ? 'P'.repeat(140) : null,
  failureReason: state === 'failed' ? 'F'.repeat(2_000) : null,
  by: state === 'due' ? null : 'N'.repeat(200),
  at: state === 'due' ? null : new Date('2026-11-22T10:00:00Z'),
  failures: [],
});

const drawn = (refunds: readonly RefundView[]) => {
  const request = {
    order: { number: 'SO-1', party: { name: 'Acme' } },
    plan: { openTotal: 100n, currency: 'USD' },
    refunds,
  };
  // The rest of a request is not looked at here.
  return drawPayouts(request as unknown as RequestView, 'delivery-1', viewer);
};

const many = (count: number, state: RefundView['state'], from = 1): RefundView[] =>
  Array.from({ length: count }, (_, index) => refund(from + index, state));

describe('the refunds of an order with many payments', () => {
  it('each have a button, also the eleventh', () => {
    const { blocks } = drawn(many(20, 'due'));
    const asked = JSON.stringify(blocks).split(`"${PAYOUT_PAID}"`).length - 1;
    expect(asked).toBe(20);
    expect(JSON.stringify(blocks)).not.toContain('more refund');
  });

  it('show those that are not paid first, and say how many come when these are paid', () => {
    const { text, blocks } = drawn([...many(12, 'paid'), ...many(24, 'due', 13)]);
    const asked = JSON.stringify(blocks).split(`"${PAYOUT_PAID}"`).length - 1;
    expect(asked).toBe(20);
    expect(text).toContain('4 more refunds are due');
    expect(text).toContain('12 more refunds are paid');
    expect(JSON.stringify(blocks.at(-1))).toContain('4 more refunds are due');
  });

  it('stay within what Slack takes, however much was written about them', () => {
    for (const state of ['due', 'paid', 'failed'] as const)
      expect(validate(drawn(many(40, state)))).toEqual([]);
  });
});
