import { describe, expect, it } from 'vitest';
import { validate } from '../../../src/edges/slack/block-kit/validate.js';
import { draw } from '../../../src/edges/slack/messages/draw.js';
import type { Message } from '../../../src/features/notifications/messages.js';
import type { SlackMessage } from '../../../src/features/notifications/ports.js';
import type { RequestView } from '../../../src/features/orders/views.js';
import { translator } from '../../../src/words/translator.js';

const LONG = '<&>长'.repeat(500);
const AT = new Date('2026-11-22T10:00:00Z');
const LARGEST = 9_223_372_036_854_775_807n;

const STATES = ['pending', 'approved', 'attention', 'done', 'rejected', 'withdrawn', 'stale'] as const;

const requestIn = (state: RequestView['state']): RequestView => {
  const refund = {
    refundId: 'refund',
    attempt: 1,
    amount: LARGEST,
    currency: 'USD',
    method: 'original',
    paymentMethod: LONG,
    paymentReference: LONG,
    state: 'failed',
    reference: LONG,
    failureReason: LONG,
    by: LONG,
    at: AT,
    failures: [{ attempt: 1, reason: LONG, by: LONG }],
  };
  const step = { by: LONG, at: AT, reason: LONG };
  const request = {
    requestId: '0193-request',
    state,
    hash12: 'abcdef012345',
    createdAt: AT,
    requester: { name: LONG },
    order: { number: LONG, party: { name: LONG } },
    plan: {
      openTotal: LARGEST,
      currency: 'USD',
      refundTotal: LARGEST,
      keptTotal: LARGEST,
      atRisk: { amount: LARGEST, currency: 'USD', rate: '1' },
      lines: [],
    },
    choices: {
      reason: 'other',
      note: LONG,
      refundNote: LONG,
      askedBy: 'customer',
      confirmedHow: 'in_person',
      confirmedOn: '2026-11-22',
      refundChoice: 'original',
    },
    steps: [
      { ...step, position: 1, role: 'manager', state: state === 'rejected' ? 'rejected' : 'approved' },
      { ...step, position: 2, role: 'finance', state: 'current', by: null, at: null },
    ],
    ended: {
      code: 'stale',
      changes: [
        { code: 'approver-lapsed', names: [LONG, LONG, LONG] },
        { code: 'money', before: String(LARGEST), after: '0', currency: 'USD' },
      ],
    },
    execution: {
      executionId: 'execution',
      steps: [{ step: 'stock', state: 'attention', errorCode: 'x', error: LONG }],
    },
    refunds: [refund],
  };
  // What messages do not show is not here.
  return request as unknown as RequestView;
};

const KINDS: readonly Message[] = [
  { kind: 'approval-card', payload: {} },
  { kind: 'decision-request', payload: { position: 2 } },
  { kind: 'ops-thread', payload: {} },
  { kind: 'ops-step', payload: { executionId: 'execution', steps: ['stock', 'finance', 'settle'] } },
  { kind: 'ops-attention', payload: { executionId: 'execution', step: 'stock' } },
  { kind: 'ops-refund', payload: { refundId: 'refund', what: 'paid' } },
  { kind: 'ops-refund', payload: { refundId: 'refund', what: 'failed' } },
  { kind: 'ops-delivery', payload: { deliveryId: 'd', kind: 'customer-mail', what: 'failed' } },
  { kind: 'payout-card', payload: { executionId: 'execution' } },
  { kind: 'requester-outcome', payload: { what: 'rejected' } },
  { kind: 'requester-outcome', payload: { what: 'stale' } },
  { kind: 'requester-outcome', payload: { what: 'done' } },
  { kind: 'requester-outcome', payload: { what: 'letter-failed' } },
  { kind: 'requester-outcome', payload: { what: 'attention', executionId: 'execution', step: 'stock' } },
  { kind: 'requester-outcome', payload: { what: 'refund-failed', refundId: 'refund' } },
];

describe('a message about an order whose every text is as long as can be', () => {
  it.each(['en-US', 'zh-CN'])('passes Slack’s limits as it is drawn, uncut by the guard, in %s', (locale) => {
    const viewer = { t: translator(locale), locale, timezone: 'Asia/Shanghai' };
    const found = STATES.flatMap((state) =>
      KINDS.flatMap((message) =>
        // The envelope of a delivery beside its kind is not drawn.
        validate(draw({ ...message, deliveryId: 'delivery' } as SlackMessage, requestIn(state), viewer)).map(
          (finding) => ({ state, kind: message.kind, ...finding }),
        ),
      ),
    );
    expect(found).toEqual([]);
  });
});
