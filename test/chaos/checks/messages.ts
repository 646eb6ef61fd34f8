import type { MessageRecord } from '../../../src/sandbox/workspace/records.js';
import { en } from '../../../src/words/en/index.js';
import type { Ledger, RequestRow } from '../ledger.js';
import { buttonValues, deliveryIdsIn, says, textOfMessage } from '../people/reading.js';
import type { Check, Finding } from './finding.js';

const SAYS: Readonly<Record<string, string>> = {
  rejected: en.messages.state_rejected,
  withdrawn: en.messages.state_withdrawn,
  stale: en.messages.state_stale,
  done: en.messages.state_done,
};

/** Kinds of message that show how the request ended. */
const SHOWING: readonly string[] = ['approval-card', 'decision-request', 'ops-thread'];

const placeOf = ({ channel, ts }: MessageRecord): string => `${channel} ${ts}`;

/** Every delivery that counts as sent is there, and none stands twice unless it says so. */
export const deliveredOnce: Check = ({ ledger, messages, mails }) => {
  const findings: Finding[] = [];
  const places = new Map<string, MessageRecord[]>();
  for (const message of messages.filter(({ deletedAt }) => deletedAt === null))
    for (const id of deliveryIdsIn(message)) places.set(id, [...(places.get(id) ?? []), message]);
  const letters = new Map<string, number>();
  for (const { messageId } of mails) letters.set(messageId, (letters.get(messageId) ?? 0) + 1);
  const known = new Set(ledger.deliveries.map(({ id }) => id));
  for (const id of places.keys())
    if (!known.has(id))
      findings.push({ kind: 'doubled', what: 'a message of no delivery', ids: { delivery: id } });

  for (const delivery of ledger.deliveries) {
    const { id, kind, recipient, state, sentAs, maybeRepeated, requestId, lastError } = delivery;
    const ids = { delivery: id, kind, recipient, request: requestId, sentAs, lastError };
    const found = (kind: Finding['kind'], what: string): void => {
      findings.push({ kind, what, ids });
    };
    if (state === 'failed') found('lost', 'a message failed for good');
    if (state === 'pending' || state === 'unknown') found('lost', `a message is still ${state}`);
    const there = recipient.startsWith('mail:')
      ? (letters.get(sentAs ?? '') ?? 0)
      : (places.get(id) ?? []).length;
    if (state === 'sent' && there === 0) found('lost', 'counts as sent, and is not there');
    if (there > 1 && !maybeRepeated) found('doubled', `stands ${there} times, and does not say that it may`);
    if (state === 'superseded' && there > 0) found('untrue', 'was no longer wanted, and was sent');
    if (state === 'sent' && !recipient.startsWith('mail:') && there === 1)
      if (placeOf((places.get(id) ?? [])[0] as MessageRecord) !== sentAs)
        // Safe: there is exactly one.
        found('untrue', 'stands elsewhere than its row says');
  }
  return findings;
};

/** Letters go to the customer whose order is cancelled, and to nobody else. */
export const lettersAsWanted: Check = ({ ledger, mails }) => {
  const findings: Finding[] = [];
  const wanted = new Map(
    ledger.requests
      .filter(({ state, tells, customerMail }) => state === 'done' && tells && customerMail !== null)
      .map((request) => [request.number, request]),
  );
  for (const [number, { id, customerMail }] of wanted) {
    const own = mails.filter(
      ({ to, subject }) => subject.includes(number) && to.includes(customerMail ?? ''),
    );
    const letters = new Set(own.map(({ messageId }) => messageId)).size;
    const ids = { request: id, number };
    if (letters === 0) findings.push({ kind: 'lost', what: 'no letter to the customer', ids });
    if (letters > 1) findings.push({ kind: 'doubled', what: `${letters} letters to the customer`, ids });
  }
  for (const { id, to, subject, messageId } of mails)
    if (
      ![...wanted].some(
        ([number, { customerMail }]) => subject.includes(number) && to.includes(customerMail ?? ''),
      )
    )
      findings.push({
        kind: 'untrue',
        what: 'a letter that nobody wanted',
        ids: { mail: id, subject, to: to.join(), messageId },
      });
  return findings;
};

/** Buttons whose value begins with a refund's id, and what must not have become of that refund. */
const PAYOUT_BUTTONS = { 'payout.paid': 'succeeded', 'payout.unpaid': 'succeeded' } as const;

/** What a message still offers though it is done: to decide, to pay out, to try again (K4). */
const offersInVain = (message: MessageRecord, request: RequestRow, { attempts }: Ledger): string[] => {
  const blocks = message.versions.at(-1)?.blocks;
  const ended = (refundId: string | undefined, as: string): boolean =>
    attempts.some((attempt) => attempt.refundId === refundId && attempt.state === as);
  return [
    ...(request.state !== 'pending' && buttonValues(blocks, 'request.approve').length > 0
      ? ['to decide']
      : []),
    ...(request.state === 'done' && buttonValues(blocks, 'step.retry').length > 0
      ? ['to try a step again']
      : []),
    ...Object.entries(PAYOUT_BUTTONS).flatMap(([action, as]) =>
      buttonValues(blocks, action).some((value) => ended(value.split('.')[0], as)) ? ['to pay out'] : [],
    ),
  ];
};

/** Cards and questions show how it ended and offer nothing that is done; requesters were told the truth (K4). */
export const cardsShowTheEnd: Check = ({ ledger, messages }) => {
  const findings: Finding[] = [];
  const requests = new Map(ledger.requests.map((request) => [request.id, request]));
  const deliveries = new Map(ledger.deliveries.map((delivery) => [delivery.id, delivery]));
  for (const { deliveryId, requestId, shown } of ledger.cards) {
    const request = requests.get(requestId);
    if (request !== undefined && shown < request.version)
      findings.push({
        kind: 'stale-card',
        what: `shows version ${shown} of ${request.version}`,
        ids: { delivery: deliveryId, request: requestId },
      });
  }
  for (const message of messages.filter(({ deletedAt }) => deletedAt === null))
    for (const id of deliveryIdsIn(message)) {
      const delivery = deliveries.get(id);
      const request = requests.get(delivery?.requestId ?? '');
      if (delivery === undefined || request === undefined || delivery.maybeRepeated) continue;
      const ids = { delivery: id, kind: delivery.kind, request: request.id, state: request.state };
      const text = textOfMessage(message);
      for (const offer of offersInVain(message, request, ledger))
        findings.push({ kind: 'stale-card', what: `offers ${offer} what is done`, ids });
      const ending = SAYS[request.state];
      if (SHOWING.includes(delivery.kind) && ending !== undefined && !says(text, ending))
        findings.push({ kind: 'stale-card', what: `does not say how it ended: ${text.slice(0, 120)}`, ids });
      const told = delivery.kind === 'requester-outcome' ? delivery.what : null;
      if (told !== null && ['rejected', 'stale', 'done'].includes(told) && told !== request.state)
        findings.push({ kind: 'untrue', what: `the requester was told ${told}`, ids });
    }
  return findings;
};
