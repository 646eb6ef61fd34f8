import type { DeliveryRow, Ledger, RequestRow } from '../ledger.js';
import type { Check, Evidence, Finding } from './finding.js';

const STEPS = ['stock', 'finance', 'settle'];

/** What has to be told of a request: kind of message, what it tells, how often. */
const wanted = (
  request: RequestRow,
  ledger: Ledger,
): [kind: string, what: string | null, count: number][] => {
  const { id, state } = request;
  const asked = ledger.requiredSteps.some(({ requestId }) => requestId === id);
  const carriedOut = state === 'done';
  const attempts = ledger.attempts.filter(({ requestId }) => requestId === id);
  const ended = (as: string): number => attempts.filter((attempt) => attempt.state === as).length;
  return [
    ['approval-card', null, asked ? 1 : 0],
    ['ops-thread', null, carriedOut ? 1 : 0],
    ['payout-card', null, attempts.length > 0 ? 1 : 0],
    ['customer-mail', null, carriedOut && request.tells ? 1 : 0],
    ...['rejected', 'stale', 'done'].map((what): [string, string, number] => [
      'requester-outcome',
      what,
      state === what ? 1 : 0,
    ]),
    ...[
      ['paid', 'succeeded'],
      ['failed', 'failed'],
    ].flatMap(([what = '', as = '']): [string, string, number][] => [
      ['ops-refund', what, ended(as)],
      ['requester-outcome', `refund-${what}`, ended(as)],
    ]),
  ];
};

/** Whatever happened to a request is told to everybody concerned, once. */
export const everybodyIsTold: Check = ({ ledger }) =>
  ledger.requests.flatMap((request) => {
    const deliveries = ledger.deliveries.filter(({ requestId }) => requestId === request.id);
    const ids = { request: request.id, number: request.number, state: request.state };
    const counts = wanted(request, ledger).map(([kind, what, count]): [string, number, number] => [
      [kind, what].filter(Boolean).join(' '),
      count,
      deliveries.filter((one) => one.kind === kind && (what === null || one.what === what)).length,
    ]);
    const told = deliveries.flatMap(({ steps }) => steps ?? []);
    for (const step of STEPS)
      counts.push([
        `ops-step ${step}`,
        request.state === 'done' ? 1 : 0,
        told.filter((one) => one === step).length,
      ]);
    return counts
      .filter(([, count, is]) => is !== count)
      .map(
        ([what, count, is]): Finding => ({
          kind: is < count ? 'lost' : 'doubled',
          what: `${is} messages ${what} instead of ${count}`,
          ids,
        }),
      );
  });

/** Who may be the one to whom this kind of message goes. */
const isFor = ({ kind, recipient }: DeliveryRow, { by }: RequestRow, { company }: Evidence): boolean => {
  const roles = company.people.find(({ email }) => email === recipient)?.roles ?? [];
  switch (kind) {
    case 'requester-outcome':
      return recipient === by;
    case 'decision-request':
      return recipient !== by && (roles.includes('manager') || roles.includes('finance'));
    case 'payout-request':
      return recipient !== by && roles.includes('finance');
    default:
      return !recipient.includes('@');
  }
};

/** A message goes to those whom it concerns, and stands in their conversation and in no other. */
export const toldToTheRightPeople: Check = (evidence) => {
  const { ledger, messages, directTo } = evidence;
  const requests = new Map(ledger.requests.map((request) => [request.id, request]));
  const channels = new Set(messages.map(({ channel }) => channel));
  return ledger.deliveries.flatMap((delivery) => {
    const { id, kind, recipient, sentAs, requestId } = delivery;
    const request = requests.get(requestId ?? '');
    const channel = sentAs?.split(' ')[0] ?? '';
    const wrong = (what: string): Finding => ({
      kind: 'wrong-person',
      what,
      ids: { delivery: id, kind, recipient, request: requestId, sentAs },
    });
    return [
      ...(request !== undefined && !isFor(delivery, request, evidence)
        ? [wrong('a message to somebody whom it does not concern')]
        : []),
      ...(channels.has(channel) && directTo.get(channel) !== (recipient.includes('@') ? recipient : undefined)
        ? [wrong('a message in somebody else’s conversation')]
        : []),
    ];
  });
};
