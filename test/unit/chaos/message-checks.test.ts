import { describe, expect, it } from 'vitest';
import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import type { Evidence } from '../../chaos/checks/finding.js';
import { ALL, but, card, evidence, found, letter, mail, outcome, posted, standing } from './evidence.js';
import { attempt, payoutCard, withRefund } from './refund-evidence.js';

const offering = (message: MessageRecord, actionId: string, value: string): MessageRecord => ({
  ...message,
  versions: message.versions.map((version) => ({
    ...version,
    blocks: [...version.blocks, { type: 'actions', elements: [{ action_id: actionId, value }] }],
  })),
});
const question = { ...card, id: '01900000-0000-7000-8000-000000000020', key: 'question' };

describe('what stands in Slack and in the mail server is held against the rows', () => {
  it.each<[string, Evidence, string]>([
    [
      'a message stands there of which no row knows',
      evidence({ messages: [posted('1.1'), posted('1.2', 'Again', { channel: 'C1', id: question.id })] }),
      'doubled: a message of no delivery',
    ],
    [
      'a message was never sent',
      evidence({ ledger: { deliveries: but({ ...card, state: 'pending' }) } }),
      'lost: a message is still pending',
    ],
    [
      'nobody knows whether a message was sent',
      evidence({ ledger: { deliveries: but({ ...card, state: 'unknown' }) } }),
      'lost: a message is still unknown',
    ],
    [
      'a message was sent that was no longer wanted',
      evidence({ ledger: { deliveries: but({ ...card, state: 'superseded' }) } }),
      'untrue: was no longer wanted, and was sent',
    ],
    [
      'a message stands elsewhere than its row says',
      evidence({ ledger: { deliveries: but({ ...card, sentAs: 'C1 7.7' }) } }),
      'untrue: stands elsewhere than its row says',
    ],
    [
      'a message was taken away again',
      evidence({ messages: [{ ...posted('1.1'), deletedAt: 5 }] }),
      'lost: counts as sent, and is not there',
    ],
    [
      'a letter counts as sent that the mail server never took',
      evidence({ ledger: { deliveries: but({ ...letter, sentAs: '<never@storm.example>' }) } }),
      'lost: counts as sent, and is not there',
    ],
    [
      'the same letter was handed over twice',
      evidence({ mails: [mail, { ...mail, id: 'M2' }] }),
      'doubled: stands 2 times, and does not say that it may',
    ],
    [
      'the letter went to another customer',
      evidence({ mails: [{ ...mail, to: ['orders@other.example'] }] }),
      'untrue: a letter that nobody wanted',
    ],
    [
      'the customer’s letter went to another customer',
      evidence({ mails: [{ ...mail, to: ['orders@other.example'] }] }),
      'lost: no letter to the customer',
    ],
    [
      'a message offers to try a step again of an order that is cancelled',
      evidence({ messages: [offering(posted('1.1'), 'step.retry', 'x')] }),
      'stale-card: offers to try a step again what is done',
    ],
    [
      'a message offers to pay out a refund that is paid',
      withRefund({
        messages: [offering(standing(payoutCard, 'Paid back.'), 'payout.paid', `${attempt.refundId}.1`)],
      }),
      'stale-card: offers to pay out what is done',
    ],
    [
      'the requester was told another end than there was',
      evidence({ ledger: { deliveries: but({ ...outcome, what: 'rejected' }) } }),
      'untrue: the requester was told rejected',
    ],
    [
      'who asked was asked to decide',
      evidence({
        ledger: {
          deliveries: [...ALL, { ...question, kind: 'decision-request', recipient: 'sara@storm.example' }],
        },
      }),
      'wrong-person: a message to somebody whom it does not concern',
    ],
    [
      'somebody was asked to decide who may not',
      evidence({
        ledger: {
          deliveries: [...ALL, { ...question, kind: 'decision-request', recipient: 'jon@storm.example' }],
        },
      }),
      'wrong-person: a message to somebody whom it does not concern',
    ],
    [
      'somebody was asked to pay out who is not finance',
      evidence({
        ledger: {
          deliveries: [...ALL, { ...question, kind: 'payout-request', recipient: 'anna@storm.example' }],
        },
      }),
      'wrong-person: a message to somebody whom it does not concern',
    ],
    [
      'what concerns a channel went to one person',
      evidence({ ledger: { deliveries: but({ ...card, recipient: 'anna@storm.example' }) } }),
      'wrong-person: a message to somebody whom it does not concern',
    ],
  ])('finds that %s', (_, given, what) => {
    expect(found(given)).toContain(what);
  });
});
