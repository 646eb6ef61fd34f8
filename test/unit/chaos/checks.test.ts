import { describe, expect, it, vi } from 'vitest';
import type { ReceivedMail } from '../../../src/sandbox/mailbox/read-mail.js';
import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import { nobodyLeftInSilence } from '../../chaos/checks/answers.js';
import { decidedByTheRightPeople, decisionsAsTold } from '../../chaos/checks/decisions.js';
import type { Evidence } from '../../chaos/checks/finding.js';
import { cardsShowTheEnd, deliveredOnce, lettersAsWanted } from '../../chaos/checks/messages.js';
import { requestsAsTold } from '../../chaos/checks/requests.js';
import type { DecisionRow, DeliveryRow, Ledger, RequestRow } from '../../chaos/ledger.js';
import type { Act } from '../../chaos/log-book.js';
import { main } from '../../chaos/main.js';

const REQUEST = '01900000-0000-7000-8000-000000000001';
const CARD = '01900000-0000-7000-8000-000000000002';
const LETTER = '01900000-0000-7000-8000-000000000003';
const MADE =
  'The cancellation of SO-0001 is asked for. It waits for a manager. You will be told by direct message.';
const APPROVED = 'Approved. The next step has been asked.';

const act = (what: Partial<Act>): Act => ({
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
const approval = act({
  n: 2,
  who: 'anna@storm.example',
  kind: 'approve',
  about: { requestId: REQUEST },
  views: new Set(),
  told: new Set([APPROVED]),
});
const request: RequestRow = {
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
const decision: DecisionRow = {
  requestId: REQUEST,
  position: 1,
  role: 'manager',
  verdict: 'approved',
  by: 'anna@storm.example',
  roles: ['manager'],
  active: true,
  requestedBy: 'sara@storm.example',
};
const card: DeliveryRow = {
  id: CARD,
  key: 'card',
  kind: 'approval-card',
  requestId: REQUEST,
  recipient: 'channel:order-approvals',
  what: null,
  state: 'sent',
  attempts: 1,
  lastError: null,
  maybeRepeated: false,
  sentAs: 'C1 1.1',
};
const letter: DeliveryRow = {
  ...card,
  id: LETTER,
  key: 'letter',
  kind: 'customer-mail',
  recipient: 'mail:SO-0001',
  sentAs: `<${LETTER}@storm.example>`,
};
const posted = (ts: string, text = 'Cancel SO-0001?\nThe order is cancelled.'): MessageRecord => ({
  channel: 'C1',
  ts,
  threadTs: null,
  author: 'B1',
  byApp: true,
  username: null,
  versions: [
    {
      at: 1,
      text: '',
      blocks: [{ type: 'section', block_id: CARD, text: { type: 'mrkdwn', text } }],
      attachments: [],
    },
  ],
  metadata: null,
  fileIds: [],
  ephemeralTo: null,
  deletedAt: null,
});
const mail: ReceivedMail = {
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
const evidence = (
  other: {
    readonly acts?: readonly Act[];
    readonly ledger?: Partial<Ledger>;
    readonly messages?: readonly MessageRecord[];
    readonly mails?: readonly ReceivedMail[];
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
    requests: [request],
    decisions: [decision],
    attempts: [],
    deliveries: [card, letter],
    steps: [],
    cards: [{ deliveryId: CARD, requestId: REQUEST, shown: 3 }],
    ...other.ledger,
  },
  company: { folder: '', people: [], orders: [] },
  messages: other.messages ?? [posted('1.1')],
  mails: other.mails ?? [mail],
});

const CHECKS = [
  requestsAsTold,
  decisionsAsTold,
  decidedByTheRightPeople,
  nobodyLeftInSilence,
  deliveredOnce,
  lettersAsWanted,
  cardsShowTheEnd,
];
const found = (given: Evidence): string[] =>
  CHECKS.flatMap((check) => check(given)).map(({ kind, what }) => `${kind}: ${what}`);

describe('what people were told is held against what is', () => {
  it('finds nothing where everything is as it was told', () => {
    expect(found(evidence())).toEqual([]);
  });

  it.each<[string, Evidence, string]>([
    [
      'a request that somebody was told of is not there',
      evidence({
        ledger: { requests: [], decisions: [], deliveries: [], cards: [] },
        acts: [act({})],
        messages: [],
        mails: [],
      }),
      'lost: told that the request for SO-0001 was made; there is none',
    ],
    [
      'a request exists that nobody confirmed',
      evidence({
        ledger: {
          requests: [
            request,
            { ...request, id: 'other', key: 'V2', state: 'rejected', orderStatus: 'new', number: 'SO-0002' },
          ],
        },
      }),
      'doubled: nobody confirmed this request',
    ],
    [
      'an order is asked about twice at once',
      evidence({ ledger: { requests: [request, { ...request, id: 'other' }] } }),
      'doubled: 2 open or done requests',
    ],
    [
      'a request stays approved for ever',
      evidence({
        ledger: { requests: [{ ...request, state: 'approved', orderStatus: 'new' }], deliveries: [card] },
        mails: [],
      }),
      'lost: the request is approved, the order new',
    ],
    [
      'somebody was told that they approved, and no row says so',
      evidence({ ledger: { decisions: [] } }),
      'lost: told approved; there is no decision',
    ],
    [
      'a decision is there for which nobody clicked',
      evidence({ ledger: { decisions: [decision, { ...decision, by: 'marc@storm.example', position: 2 }] } }),
      'wrong-person: nobody clicked for this decision',
    ],
    [
      'who asked has decided',
      evidence({ ledger: { decisions: [{ ...decision, requestedBy: 'anna@storm.example' }] } }),
      'wrong-person: decided by who asked',
    ],
    [
      'somebody without the role has decided',
      evidence({ ledger: { decisions: [{ ...decision, roles: ['sales'] }] } }),
      'wrong-person: decided by somebody who is not manager',
    ],
    [
      'somebody was told that nothing was decided, and it was',
      evidence({
        acts: [
          act({}),
          {
            ...approval,
            told: new Set([
              'You asked for this yourself, so somebody else has to decide. Nothing was changed.',
            ]),
          },
        ],
      }),
      'untrue: told that nothing was decided; it was',
    ],
    [
      'somebody was acknowledged and then heard nothing',
      evidence({ acts: [act({}), { ...approval, told: new Set() }] }),
      'silent: acknowledged, and then not a word',
    ],
    [
      'a message counts as sent and is not there',
      evidence({ messages: [] }),
      'lost: counts as sent, and is not there',
    ],
    [
      'a message stands twice without saying so',
      evidence({ messages: [posted('1.1'), posted('1.2')] }),
      'doubled: stands 2 times, and does not say that it may',
    ],
    [
      'a message failed for good',
      evidence({ ledger: { deliveries: [{ ...card, state: 'failed' }, letter] } }),
      'lost: a message failed for good',
    ],
    [
      'the customer heard nothing',
      evidence({ mails: [], ledger: { deliveries: [card] } }),
      'lost: no letter to the customer',
    ],
    [
      'a customer was written to whose order is not cancelled',
      evidence({ mails: [mail, { ...mail, id: 'M2', messageId: '<other>', subject: 'Your order SO-0009' }] }),
      'untrue: a letter that nobody wanted',
    ],
    [
      'a card shows an older state',
      evidence({ ledger: { cards: [{ deliveryId: CARD, requestId: REQUEST, shown: 2 }] } }),
      'stale-card: shows version 2 of 3',
    ],
    [
      'a card does not say how it ended',
      evidence({ messages: [posted('1.1', 'Cancel SO-0001? Waits for a manager.')] }),
      'stale-card: does not say how it ended: Cancel SO-0001? Waits for a manager.',
    ],
  ])('finds that %s', (_, given, what) => {
    expect(found(given)).toContain(what);
  });

  it('takes no offence at silence where the way to the person was broken, nor at what says that it may stand twice', () => {
    const silent = [act({}), { ...approval, told: new Set<string>() }];
    expect(found(evidence({ acts: silent, broken: [15_000, 16_000] }))).toEqual([]);
    const twice = { messages: [posted('1.1'), posted('1.2')] };
    expect(
      found(evidence({ ...twice, ledger: { deliveries: [{ ...card, maybeRepeated: true }, letter] } })),
    ).toEqual([]);
  });
});

describe('npm run chaos', () => {
  it('says how it is used when its command line is wrong', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = await main(['--minutes', 'many'], '');
    const said = written.mock.calls.join('');
    written.mockRestore();
    expect(code).toBe(2);
    expect(said).toContain('--minutes must be a number above 0');
    expect(said).toContain('npm run chaos --');
  });
});
