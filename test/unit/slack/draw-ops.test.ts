import { describe, expect, it } from 'vitest';
import { drawRefundPost, drawSteps } from '../../../src/edges/slack/messages/draw-ops.js';
import { drawOutcome } from '../../../src/edges/slack/messages/draw-outcome.js';
import { sayChanges } from '../../../src/edges/slack/messages/say-changes.js';
import type { RequestView } from '../../../src/features/orders/views.js';
import { translator } from '../../../src/words/translator.js';

const viewer = { t: translator('en-US'), locale: 'en-US', timezone: 'UTC' };

const request = (about: object): RequestView =>
  // The rest of a request is not looked at here.
  ({
    order: { number: 'SO-1', party: { name: 'Acme' } },
    plan: { openTotal: 100n, currency: 'USD', lines: [], refundTotal: 0n, keptTotal: 0n, ...about },
    refunds: [],
  }) as unknown as RequestView;

describe('the post about a refund that could not be paid', () => {
  const twice = {
    ...request({}),
    refunds: [
      {
        refundId: 'refund',
        amount: 6_500n,
        currency: 'USD',
        state: 'due',
        by: null,
        failureReason: null,
        failures: [
          { attempt: 1, reason: 'account closed', by: 'Fiona' },
          { attempt: 2, reason: 'wrong name', by: 'Fred' },
        ],
      },
    ],
  } as unknown as RequestView; // as above
  const post = (attempt: object) =>
    drawRefundPost(twice, 'delivery', { refundId: 'refund', what: 'failed', ...attempt }, viewer).text;
  const news = (attempt: object) =>
    drawOutcome(twice, 'delivery', { refundId: 'refund', what: 'refund-failed', ...attempt }, viewer).text;

  it('tells of the try that failed, also when it arrives after the next one was opened', () => {
    expect(post({ attempt: 1 })).toBe('SO-1: $65.00 could not be paid back, says Fiona: account closed');
    expect(news({ attempt: 1 })).toContain('account closed');
  });

  it('tells of the last failure where it was written before tries were told apart', () => {
    expect(post({})).toBe('SO-1: $65.00 could not be paid back, says Fred: wrong name');
    expect(news({})).toContain('wrong name');
  });
});

describe('the post about a step that is done', () => {
  const line = (quantity: number, reserved: number) => ({ quantity, reserved });
  const said = (step: string, about: object) =>
    drawSteps(request(about), 'delivery', { executionId: 'execution', steps: [step] }, viewer).text;

  it('counts pieces as people do', () => {
    expect(said('stock', { lines: [line(1, 1)] })).toBe('SO-1: Stock: 1 piece released.');
    expect(said('stock', { lines: [line(1_500, 1_200)] })).toBe(
      'SO-1: Stock: 1,200 pieces released, 300 on backorder dropped.',
    );
    expect(said('stock', { lines: [line(3, 0)] })).toBe(
      'SO-1: Stock: nothing was reserved, 3 on backorder dropped.',
    );
  });

  it('names no amount that is nothing', () => {
    expect(said('finance', { keptTotal: 6_500n })).toBe('SO-1: Books: $65.00 kept, nothing to pay back.');
    expect(said('finance', { keptTotal: 500n, refundTotal: 6_000n })).toBe(
      'SO-1: Books: $60.00 to be paid back, $5.00 kept.',
    );
  });
});

describe('what made a request stale', () => {
  it('names the first lines and no more than anybody reads', () => {
    const said = (count: number) =>
      sayChanges([{ code: 'lines', lines: Array.from({ length: count }, (_, at) => at + 1) }], viewer);
    expect(said(1)).toEqual(['Other quantities or prices on line 1.']);
    expect(said(400)).toEqual(['Other quantities or prices on lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ….']);
  });
});
