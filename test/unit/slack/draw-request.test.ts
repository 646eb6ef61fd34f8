import { describe, expect, it } from 'vitest';
import { drawRequest } from '../../../src/edges/slack/messages/draw-request.js';
import type { RequestView } from '../../../src/features/orders/views.js';
import { translator } from '../../../src/words/translator.js';

const drawn = (choices: Partial<RequestView['choices']>, locale = 'en-US'): string => {
  const request = {
    state: 'pending',
    createdAt: new Date('2026-11-22T10:00:00Z'),
    requester: { name: 'Sam Sales' },
    order: { number: 'SO-1', party: { name: 'Acme' } },
    plan: {
      openTotal: 100n,
      currency: 'USD',
      refundTotal: 0n,
      keptTotal: 100n,
      atRisk: { amount: 100n, currency: 'USD', rate: '1' },
    },
    choices: {
      reason: 'fraud',
      note: null,
      refundNote: null,
      askedBy: 'company',
      confirmedHow: null,
      confirmedOn: null,
      ...choices,
    },
    steps: [],
  };
  // The rest of a request is not looked at here.
  const view = request as unknown as RequestView;
  return JSON.stringify(drawRequest(view, 'd-1', { t: translator(locale), locale, timezone: 'UTC' }, null));
};

describe('the card of a request', () => {
  it('says how and when the customer confirmed', () => {
    const confirmed = { askedBy: 'customer', confirmedHow: 'phone', confirmedOn: '2026-11-20' } as const;
    expect(drawn(confirmed)).toContain('Sam Sales, for the customer, confirmed by phone on Nov 20, 2026');
    expect(drawn(confirmed, 'zh-CN')).toContain('Sam Sales，应客户要求，2026年11月20日 通过电话确认');
    expect(drawn({})).not.toContain('confirmed');
  });

  it('tells why money is kept apart from the note', () => {
    const text = drawn({ note: 'She called twice.', refundNote: 'The deposit is forfeit.' });
    expect(text).toContain('Note: She called twice.\\nWhy the money is kept: The deposit is forfeit.');
    expect(drawn({ refundNote: 'Forfeit.' })).not.toContain('Note:');
  });
});
