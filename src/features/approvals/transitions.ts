/** States of a request. `closed` ones stay as they are for good. */
export const REQUEST_STATES = [
  'pending',
  'approved',
  'rejected',
  'withdrawn',
  'stale',
  'attention',
  'done',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What can happen to a request. */
export const REQUEST_EVENTS = [
  'approve',
  'reject',
  'withdraw',
  'go-stale',
  'need-attention',
  'finish',
] as const;
export type RequestEvent = (typeof REQUEST_EVENTS)[number];

/** The whole table; a pair that is not in it is refused (C1). The database holds the same table as a trigger. */
export const TRANSITIONS: Readonly<Record<RequestState, Partial<Record<RequestEvent, RequestState>>>> = {
  pending: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', 'go-stale': 'stale' },
  approved: { 'need-attention': 'attention', finish: 'done' },
  attention: { finish: 'done' },
  rejected: {},
  withdrawn: {},
  stale: {},
  done: {},
};

/** The state after the event, or undefined where the table refuses it. */
export const nextState = (state: RequestState, event: RequestEvent): RequestState | undefined =>
  TRANSITIONS[state][event];

/** Open requests bar another one on the same subject. */
export const isOpen = (state: RequestState): boolean =>
  state === 'pending' || state === 'approved' || state === 'attention';
