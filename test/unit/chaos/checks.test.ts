import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { owedAWord } from '../../chaos/checks/answers.js';
import type { Evidence } from '../../chaos/checks/finding.js';
import { forbidInLogs, nothingLeaked } from '../../chaos/checks/logs.js';
import { main } from '../../chaos/main.js';
import { linesOf } from '../../support/log-scan/log-folder.js';
import {
  ALL,
  act,
  approval,
  audits,
  but,
  CARD,
  card,
  company,
  decision,
  evidence,
  found,
  letter,
  mail,
  outcome,
  posted,
  REQUEST,
  request,
  steps,
  without,
} from './evidence.js';

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
      'lost: the request is approved for ever',
    ],
    [
      'somebody was told of a request, and there is only one that they made in another form',
      evidence({ acts: [act({ views: new Set(['V2']) }), approval] }),
      'lost: told that the request for SO-0001 was made; there is none',
    ],
    [
      'an order is cancelled of which no request is done',
      evidence({ ledger: { requests: [{ ...request, state: 'rejected' }] } }),
      'untrue: the order is cancelled instead of new',
    ],
    [
      'an order was put away that nobody archived',
      evidence({ ledger: { orders: [{ number: 'SO-0001', status: 'cancelled', archived: true }] } }),
      'lost: the order is cancelled and archived instead of cancelled',
    ],
    [
      'nobody was asked to decide on an order that somebody had to decide on',
      evidence({ ledger: { requiredSteps: [], decisions: [] } }),
      'wrong-person: asks nobody to decide instead of manager',
    ],
    [
      'an order was cancelled before everybody had approved',
      evidence({
        ledger: {
          requiredSteps: [
            { requestId: REQUEST, position: 1, role: 'manager' },
            { requestId: REQUEST, position: 2, role: 'finance' },
          ],
        },
        orders: [{ total: 5_000_01n }],
      }),
      'wrong-person: is done by manager approved',
    ],
    [
      'somebody asked for an order of another department',
      evidence({ orders: [{ owner: 'jon@storm.example' }] }),
      'wrong-person: asked for by somebody who may not',
    ],
    [
      'the reason of a rejection is another than was typed',
      evidence({
        acts: [act({}), { ...approval, kind: 'reject', about: { requestId: REQUEST, reason: 'too late' } }],
        ledger: {
          requests: [{ ...request, state: 'rejected' }],
          decisions: [{ ...decision, verdict: 'rejected', reason: 'too l' }],
        },
      }),
      'wrong-person: nobody clicked for this decision',
    ],
    [
      'a request is withdrawn that nobody took back',
      evidence({ ledger: { requests: [{ ...request, state: 'withdrawn', withdrawnBy: request.by }] } }),
      'wrong-person: nobody withdrew this request',
    ],
    [
      'the requester was not told how it ended',
      evidence({ ledger: { deliveries: without(outcome) } }),
      'lost: 0 messages requester-outcome done instead of 1',
    ],
    [
      'the requester was told twice how it ended',
      evidence({ ledger: { deliveries: [...ALL, { ...outcome, id: 'again' }] } }),
      'doubled: 2 messages requester-outcome done instead of 1',
    ],
    [
      'the thread does not tell of a step',
      evidence({ ledger: { deliveries: but({ ...steps, steps: ['stock', 'settle'] }) } }),
      'lost: 0 messages ops-step finance instead of 1',
    ],
    [
      'somebody else was told how it ended',
      evidence({ ledger: { deliveries: but({ ...outcome, recipient: 'jon@storm.example' }) } }),
      'wrong-person: a message to somebody whom it does not concern',
    ],
    [
      'a message stands in somebody else’s conversation',
      evidence({
        ledger: { deliveries: but({ ...card, sentAs: 'D2 1.1' }) },
        messages: [posted('1.1', 'The order is cancelled.', { channel: 'D2', id: CARD })],
      }),
      'wrong-person: a message in somebody else’s conversation',
    ],
    [
      'the audit does not say who approved',
      evidence({ ledger: { audits: audits.filter(({ action }) => action !== 'cancellation.approved') } }),
      'audit: the audit does not say: cancellation.approved anna@storm.example',
    ],
    [
      'the audit says twice that the order was cancelled',
      evidence({
        ledger: { audits: [...audits, { requestId: REQUEST, action: 'order.cancelled', by: null }] },
      }),
      'audit: the audit says too much: order.cancelled null',
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
      evidence({ ledger: { deliveries: but({ ...card, state: 'failed' }) } }),
      'lost: a message failed for good',
    ],
    [
      'the customer heard nothing',
      evidence({ mails: [], ledger: { deliveries: without(letter) } }),
      'lost: no letter to the customer',
    ],
    [
      'the customer was written to twice',
      evidence({ mails: [mail, { ...mail, id: 'M2', messageId: '<other>' }] }),
      'doubled: 2 letters to the customer',
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
      'a question to somebody who may decide still offers to',
      evidence({
        messages: [
          {
            ...posted('1.1'),
            versions: [
              {
                at: 1,
                text: '',
                attachments: [],
                blocks: [
                  {
                    type: 'section',
                    block_id: CARD,
                    text: { type: 'mrkdwn', text: 'The order is cancelled.' },
                  },
                  { type: 'actions', elements: [{ action_id: 'request.approve', value: 'x' }] },
                ],
              },
            ],
          },
        ],
      }),
      'stale-card: offers to decide what is done',
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
    expect(owedAWord(evidence({ acts: silent, broken: [15_000, 16_000] }).book)).toBe(0);
    expect(owedAWord(evidence({ acts: silent }).book)).toBe(2);
    const twice = { messages: [posted('1.1'), posted('1.2')] };
    expect(
      found(evidence({ ...twice, ledger: { deliveries: but({ ...card, maybeRepeated: true }) } })),
    ).toEqual([]);
  });
});

describe('what the product logged in a run', () => {
  it('must not show a token, a password or how to reach a customer', () => {
    const folder = mkdtempSync(join(tmpdir(), 'countermand-chaos-logs-'));
    mkdirSync(linesOf(folder));
    forbidInLogs(
      folder,
      { 'the password of the database': 'hunter2' },
      { ...company, contacts: ['Cora Contact-1001'] },
    );
    writeFileSync(
      join(linesOf(folder), 'bot-1.log'),
      [
        '{"level":"info","msg":"started"}',
        '{"level":"info","msg":"with xoxb-12-abcdef"}',
        'connecting with hunter2',
        '{"level":"warn","msg":"no letter to Cora Contact-1001"}',
        '{"level":"warn","msg":"no letter to orders@customer-1.example"}\n',
      ].join('\n'),
    );
    const { lines, findings } = nothingLeaked(folder);
    rmSync(folder, { recursive: true });
    expect(lines).toBe(5);
    expect(findings.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'leak: a token stands in a log',
      'leak: the password of the database stands in a log',
      'leak: contact data stands in a log',
      'leak: an e-mail address stands in a log',
    ]);
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
