import type { Evidence } from '../../chaos/checks/finding.js';
import type { AttemptRow, DeliveryRow, Ledger } from '../../chaos/ledger.js';
import type { Act } from '../../chaos/log-book.js';
import {
  ALL,
  act,
  approval,
  audits,
  card,
  company,
  evidence,
  outcome,
  REQUEST,
  standing,
} from './evidence.js';

const REFUND = '01900000-0000-7000-8000-000000000010';
export const attempt: AttemptRow = {
  requestId: REQUEST,
  refundId: REFUND,
  number: 'SO-0001',
  requestedBy: 'sara@storm.example',
  state: 'succeeded',
  reference: 'BANK-1',
  endedBy: 'paul@storm.example',
  endedByRoles: ['finance'],
};
export const paying = act({
  n: 3,
  who: 'paul@storm.example',
  kind: 'paid',
  about: { refundId: REFUND, reference: 'BANK-1' },
  views: new Set(['V3']),
  told: new Set(['Recorded as paid, reference BANK-1.']),
});
const toChannel = (id: string, kind: string, what: string | null, ts: string): DeliveryRow => ({
  ...card,
  id: `01900000-0000-7000-8000-0000000000${id}`,
  key: kind,
  kind,
  what,
  recipient: 'channel:order-ops',
  sentAs: `C2 ${ts}`,
});
export const payoutCard = toChannel('11', 'payout-card', null, '2.3');
const refundPost = toChannel('12', 'ops-refund', 'paid', '2.4');
const toldRefund: DeliveryRow = {
  ...outcome,
  id: '01900000-0000-7000-8000-000000000013',
  what: 'refund-paid',
  sentAs: 'D1 3.2',
};

/** A company in which the refund was paid, and everything is as it was told, but for what is said here. */
export const withRefund = (
  other: {
    readonly acts?: readonly Act[];
    readonly ledger?: Partial<Ledger>;
    readonly messages?: Evidence['messages'];
  } = {},
): Evidence => {
  const given = evidence({
    acts: other.acts ?? [act({}), approval, paying],
    ledger: {
      attempts: [attempt],
      deliveries: [...ALL, payoutCard, refundPost, toldRefund],
      audits: [...audits, { requestId: REQUEST, action: 'payout.paid', by: 'paul@storm.example' }],
      ...other.ledger,
    },
  });
  const paul = { email: 'paul@storm.example', name: 'Paul', department: 'Finance', roles: ['finance'] };
  return {
    ...given,
    company: { ...given.company, people: [...company.people, paul] },
    messages: [
      ...given.messages,
      ...(other.messages ?? [standing(payoutCard, 'Paid back.')]),
      standing(refundPost, 'Refund'),
      standing(toldRefund, 'SO-0001: the refund was paid.'),
    ],
  };
};
