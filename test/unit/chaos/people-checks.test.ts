import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../chaos/checks/finding.js';
import type { Act } from '../../chaos/log-book.js';
import { act, approval, card, decision, evidence, found, posted, REQUEST, request } from './evidence.js';
import { attempt, paying, withRefund } from './refund-evidence.js';

const told = (what: Partial<Act>, text: string): Act => act({ n: 9, ...what, told: new Set([text]) });
const withdrawn = { ...request, state: 'withdrawn', orderStatus: 'new' };
const withdrawing = act({
  n: 2,
  kind: 'withdraw',
  about: { number: 'SO-0001', requestId: REQUEST },
  views: new Set(),
  told: new Set(['Order SO-0001', 'Withdrawn. The order stays as it is, and you can ask again later.']),
});
/** The request was taken back before anybody decided. */
const undecided = (acts: readonly Act[], withdrawnBy: string): Evidence => ({
  ...evidence({
    acts: [act({}), ...acts],
    ledger: {
      orders: [{ number: 'SO-0001', status: 'new', archived: false }],
      requests: [{ ...withdrawn, withdrawnBy }],
      decisions: [],
      deliveries: [card],
      audits: [
        { requestId: REQUEST, action: 'cancellation.requested', by: request.by },
        { requestId: REQUEST, action: 'cancellation.withdrawn', by: withdrawnBy },
      ],
    },
    mails: [],
  }),
  messages: [posted('1.1', 'Withdrawn by Sara.')],
});

describe('who did what, and what they were told of it', () => {
  it('is in order where a refund was paid, and where a request was taken back', () => {
    expect(found(withRefund())).toEqual([]);
    expect(found(undecided([withdrawing], request.by))).toEqual([]);
  });

  it.each<[string, Evidence, string]>([
    [
      'somebody was told that they rejected, and no row says so',
      evidence({
        acts: [
          act({}),
          approval,
          told(
            { who: 'anna@storm.example', kind: 'reject', about: { requestId: REQUEST, reason: 'no' } },
            'Rejected. The requester has been told why. Nothing else was changed.',
          ),
        ],
      }),
      'lost: told rejected; there is no decision',
    ],
    [
      'somebody was told that they approved, and it was somebody else who did',
      evidence({ acts: [act({}), approval, { ...approval, n: 3, who: 'jon@storm.example' }] }),
      'lost: told approved; there is no decision',
    ],
    [
      'an order is cancelled though the request was rejected',
      evidence({ ledger: { decisions: [{ ...decision, verdict: 'rejected' }] } }),
      'wrong-person: is done by manager rejected',
    ],
    [
      'a request was rejected twice',
      evidence({
        ledger: {
          requests: [{ ...request, state: 'rejected' }],
          decisions: [1, 2].map((position) => ({ ...decision, position, verdict: 'rejected' })),
        },
      }),
      'wrong-person: is rejected by manager rejected, manager rejected',
    ],
    [
      'somebody was told that they withdrew, and the request is as before',
      evidence({ acts: [act({}), approval, { ...withdrawing, n: 3 }] }),
      'lost: told withdrawn; the request is not',
    ],
    [
      'somebody else took a request back',
      undecided([{ ...withdrawing, who: 'jon@storm.example' }], 'jon@storm.example'),
      'wrong-person: not withdrawn by who asked',
    ],
    [
      'who took a request back saw the order, and not a word after their click',
      undecided([{ ...withdrawing, told: new Set(['Order SO-0001']) }], request.by),
      'silent: acknowledged, and then not a word',
    ],
    [
      'one person decided both steps',
      evidence({ ledger: { decisions: [decision, { ...decision, position: 2, role: 'finance' }] } }),
      'wrong-person: decided twice by one person',
    ],
    [
      'somebody decided whose account is switched off',
      evidence({ ledger: { decisions: [{ ...decision, active: false }] } }),
      'wrong-person: decided by somebody who is not manager',
    ],
    [
      'a request stands under another name than that of who confirmed it',
      evidence({ ledger: { requests: [{ ...request, by: 'jon@storm.example' }] } }),
      'doubled: nobody confirmed this request',
    ],
    [
      'a request was made for another order than the one in the form',
      evidence({ acts: [act({ about: { number: 'SO-0002' } }), approval] }),
      'wrong-person: the request is of sara@storm.example for SO-0001',
    ],
    ['an order is gone', evidence({ ledger: { orders: [] } }), 'lost: the order is gone'],
    [
      'a request waits for attention for ever',
      evidence({ ledger: { requests: [{ ...request, state: 'attention' }] } }),
      'lost: the request is attention for ever',
    ],
    [
      'an order whose request is done is not cancelled',
      evidence({ ledger: { orders: [{ number: 'SO-0001', status: 'new', archived: false }] } }),
      'lost: the order is new instead of cancelled',
    ],
    [
      'a request is rejected that nobody rejected',
      evidence({ ledger: { requests: [{ ...request, state: 'rejected' }] } }),
      'wrong-person: is rejected by manager approved',
    ],
    [
      'a request still waits though everybody approved',
      evidence({ ledger: { requests: [{ ...request, state: 'pending' }] } }),
      'wrong-person: is pending by manager approved',
    ],
    [
      'somebody was told that a refund is recorded as paid, and it is not',
      withRefund({ ledger: { attempts: [{ ...attempt, state: 'pending', endedBy: null }] } }),
      'lost: told that the payout is recorded; it is not',
    ],
    [
      'somebody was told that a refund is recorded as paid, and it was somebody else who did',
      withRefund({ ledger: { attempts: [{ ...attempt, endedBy: 'rita@storm.example' }] } }),
      'lost: told that the payout is recorded; it is not',
    ],
    [
      'a refund was recorded as paid under another reference than was typed',
      withRefund({ ledger: { attempts: [{ ...attempt, reference: 'BANK-2' }] } }),
      'wrong-person: nobody recorded this payout',
    ],
    [
      'a refund is recorded as paid, and by nobody',
      withRefund({ ledger: { attempts: [{ ...attempt, endedBy: null, endedByRoles: null }] } }),
      'wrong-person: nobody recorded this payout',
    ],
    [
      'a refund was recorded by somebody who is not finance',
      withRefund({ ledger: { attempts: [{ ...attempt, endedByRoles: ['manager'] }] } }),
      'wrong-person: a payout was ended by somebody who may not',
    ],
    [
      'a refund was recorded by who asked for it',
      withRefund({ ledger: { attempts: [{ ...attempt, requestedBy: 'paul@storm.example' }] } }),
      'wrong-person: a payout was ended by somebody who may not',
    ],
    [
      'a refund was paid twice',
      withRefund({ ledger: { attempts: [attempt, attempt] } }),
      'doubled: paid 2 times',
    ],
    [
      'somebody was told that a refund is recorded as not paid, and it is not',
      withRefund({
        acts: [
          act({}),
          approval,
          paying,
          told(
            { ...paying, kind: 'unpaid', n: 4 },
            'Recorded. The refund stays owed; press “Try again” when it can be paid.',
          ),
        ],
      }),
      'lost: told that the payout failed on record; it did not',
    ],
    [
      'somebody was told that a refund is open again, and it is not',
      withRefund({
        acts: [
          act({}),
          approval,
          paying,
          told({ ...paying, kind: 'try-again', n: 4 }, 'The refund is open again.'),
        ],
      }),
      'lost: told that the refund is open again; it is not',
    ],
    [
      'the requester did not hear of the refund',
      withRefund({ ledger: { deliveries: [] } }),
      'lost: 0 messages requester-outcome refund-paid instead of 1',
    ],
    [
      'the audit does not say who paid',
      withRefund({ ledger: { audits: [] } }),
      'audit: the audit does not say: payout.paid paul@storm.example',
    ],
  ])('finds that %s', (_, given, what) => {
    expect(found(given)).toContain(what);
  });
});
