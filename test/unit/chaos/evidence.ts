import type { ReceivedMail } from '../../../src/sandbox/mailbox/read-mail.js';
import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import { EVERY_CHECK } from '../../chaos/checks/every-check.js';
import type { Evidence } from '../../chaos/checks/finding.js';
import type { Company } from '../../chaos/company.js';
import type { DecisionRow, DeliveryRow, Ledger, RequestRow } from '../../chaos/ledger.js';
import type { Act } from '../../chaos/log-book.js';

export const REQUEST = '01900000-0000-7000-8000-000000000001';
export const CARD = '01900000-0000-7000-8000-000000000002';
const LETTER = '01900000-0000-7000-8000-000000000003';
const MADE =
  'The cancellation of SO-0001 is asked for. It waits for a manager. You will be told by direct message.';
const APPROVED = 'Approved. The next step has been asked.';

export const act = (what: Partial<Act>): Act => ({
  n: 1,
  who: 'sara@storm.example',
  kind: 'ask',
  about: { number: 'SO-0001' },
  startedAt: 10_000,
  endedAt: 20_000,
  views: new Set(['V1']),
  outcomes: ['acknowledged', 'acknowledged'],
  notices: [],
  told: new Set([MADE]),
  shown: true,
  ...what,
});
export const approval = act({
  n: 2,
  who: 'anna@storm.example',
  kind: 'approve',
  about: { requestId: REQUEST },
  views: new Set(),
  told: new Set([APPROVED]),
});
export const request: RequestRow = {
  id: REQUEST,
  number: 'SO-0001',
  state: 'done',
  version: 3,
  by: 'sara@storm.example',
  key: 'V1',
  closed: true,
  withdrawnBy: null,
  keeps: false,
  tells: true,
  customerMail: 'orders@customer.example',
  orderStatus: 'cancelled',
};
export const decision: DecisionRow = {
  requestId: REQUEST,
  position: 1,
  role: 'manager',
  verdict: 'approved',
  reason: null,
  by: 'anna@storm.example',
  roles: ['manager'],
  active: true,
  requestedBy: 'sara@storm.example',
};
export const card: DeliveryRow = {
  id: CARD,
  key: 'card',
  kind: 'approval-card',
  requestId: REQUEST,
  recipient: 'channel:order-approvals',
  what: null,
  steps: null,
  state: 'sent',
  attempts: 1,
  lastError: null,
  maybeRepeated: false,
  sentAs: 'C1 1.1',
};
export const letter: DeliveryRow = {
  ...card,
  id: LETTER,
  key: 'letter',
  kind: 'customer-mail',
  recipient: 'mail:SO-0001',
  sentAs: `<${LETTER}@storm.example>`,
};
export const thread: DeliveryRow = {
  ...card,
  id: '01900000-0000-7000-8000-000000000004',
  key: 'thread',
  kind: 'ops-thread',
  recipient: 'channel:order-ops',
  sentAs: 'C2 2.1',
};
export const steps: DeliveryRow = {
  ...thread,
  id: '01900000-0000-7000-8000-000000000005',
  key: 'steps',
  kind: 'ops-step',
  steps: ['stock', 'finance', 'settle'],
  sentAs: 'C2 2.2',
};
export const outcome: DeliveryRow = {
  ...card,
  id: '01900000-0000-7000-8000-000000000006',
  key: 'outcome',
  kind: 'requester-outcome',
  recipient: 'sara@storm.example',
  what: 'done',
  sentAs: 'D1 3.1',
};
export const ALL = [card, letter, thread, steps, outcome];
export const but = (...others: readonly DeliveryRow[]): DeliveryRow[] =>
  ALL.map((one) => others.find(({ id }) => id === one.id) ?? one);
export const without = (left: DeliveryRow): DeliveryRow[] => ALL.filter((one) => one !== left);
export const audits: Ledger['audits'] = [
  { requestId: REQUEST, action: 'cancellation.requested', by: 'sara@storm.example' },
  { requestId: REQUEST, action: 'cancellation.approved', by: 'anna@storm.example' },
  { requestId: REQUEST, action: 'order.cancelled', by: null },
];
export const company: Company = {
  folder: '',
  people: [
    { email: 'sara@storm.example', name: 'Sara', department: 'East', roles: ['sales'] },
    { email: 'jon@storm.example', name: 'Jon', department: 'West', roles: ['sales'] },
    { email: 'anna@storm.example', name: 'Anna', department: 'East', roles: ['manager'] },
  ],
  orders: [
    {
      number: 'SO-0001',
      owner: 'sara@storm.example',
      status: 'new',
      currency: 'USD',
      total: 200_01n,
      paid: false,
    },
  ],
  contacts: [],
};
/** The message of a delivery, where its row says that it stands. */
export const standing = (delivery: DeliveryRow, text: string): MessageRecord => {
  const [channel = '', ts = ''] = delivery.sentAs?.split(' ') ?? [];
  return posted(ts, text, { channel, id: delivery.id });
};
export const posted = (
  ts: string,
  text = 'Cancel SO-0001?\nThe order is cancelled.',
  { channel, id } = { channel: 'C1', id: CARD },
): MessageRecord => ({
  channel,
  ts,
  threadTs: null,
  author: 'B1',
  byApp: true,
  username: null,
  versions: [
    {
      at: 1,
      text: '',
      blocks: [{ type: 'section', block_id: id, text: { type: 'mrkdwn', text } }],
      attachments: [],
    },
  ],
  metadata: null,
  fileIds: [],
  ephemeralTo: null,
  deletedAt: null,
});
export const mail: ReceivedMail = {
  id: 'M1',
  at: 1,
  to: ['orders@customer.example'],
  from: '',
  subject: 'Your order SO-0001',
  messageId: `<${LETTER}@storm.example>`,
  text: '',
  html: '',
  headers: {},
  raw: '',
};

/** A company in which everything is as it was told, but for what is said here. */
export const evidence = (
  other: {
    readonly acts?: readonly Act[];
    readonly ledger?: Partial<Ledger>;
    readonly messages?: readonly MessageRecord[];
    readonly mails?: readonly ReceivedMail[];
    readonly orders?: readonly Partial<Company['orders'][number]>[];
    readonly broken?: readonly [from: number, to: number];
  } = {},
): Evidence => ({
  book: {
    acts: [...(other.acts ?? [act({}), approval])],
    faults:
      other.broken === undefined
        ? []
        : [{ n: 1, kind: 'kill', what: 'bot', muting: true, from: other.broken[0], to: other.broken[1] }],
    collapses: [],
  },
  ledger: {
    orders: [{ number: 'SO-0001', status: 'cancelled', archived: false }],
    requests: [request],
    requiredSteps: [{ requestId: REQUEST, position: 1, role: 'manager' }],
    decisions: [decision],
    attempts: [],
    deliveries: ALL,
    audits,
    steps: [],
    cards: [{ deliveryId: CARD, requestId: REQUEST, shown: 3 }],
    ...other.ledger,
  },
  company: {
    ...company,
    orders: company.orders.map((order, index) => ({ ...order, ...other.orders?.[index] })),
  },
  messages: [
    ...(other.messages ?? [posted('1.1')]),
    standing(thread, 'The order is cancelled.'),
    standing(steps, 'Stock'),
    standing(outcome, 'SO-0001: cancelled.'),
  ],
  directTo: new Map([
    ['D1', 'sara@storm.example'],
    ['D2', 'jon@storm.example'],
  ]),
  mails: other.mails ?? [mail],
});

export const found = (given: Evidence): string[] =>
  EVERY_CHECK.flatMap((check) => check(given)).map(({ kind, what }) => `${kind}: ${what}`);
