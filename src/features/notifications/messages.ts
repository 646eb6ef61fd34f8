/** Channels by what they serve; their names and ids are settings. */
export const CHANNEL_PURPOSES = ['order-approvals', 'order-ops'] as const;
export type ChannelPurpose = (typeof CHANNEL_PURPOSES)[number];

/** A refund; of one that failed, also which try: by the time it is told, another may be under way. */
interface TriedRefund {
  readonly refundId: string;
  /** From 1; rows of an earlier version do not say. */
  readonly attempt?: number;
}

/** What the requester is told. `attention` and the refund outcomes may come more than once. */
export type RequesterNews =
  /** `letter-failed`: the customer does not know yet, and somebody has to tell them another way. */
  | { readonly what: 'rejected' | 'stale' | 'done' | 'letter-failed' }
  | { readonly what: 'attention'; readonly executionId: string; readonly step: string }
  | ({ readonly what: 'refund-paid' | 'refund-failed' | 'refund-reopened' } & TriedRefund);

/**
 * What each kind of message is about: ids and codes alone. Words, names, amounts and addresses are read where it is sent,
 * so that a message says what is true at that moment and no contact data lies about.
 */
export interface Messages {
  /** The request with its buttons, for everybody in the channel. */
  'approval-card': Record<string, never>;
  /** The same for one person who may decide the step at this position. */
  'decision-request': { readonly position: number };
  /** Opens the one thread a request has in the operations channel. */
  'ops-thread': Record<string, never>;
  /** Steps that are done; those done within two seconds share one post. */
  'ops-step': { readonly executionId: string; readonly steps: readonly string[] };
  /** A step that somebody has to look at, with Retry. */
  'ops-attention': { readonly executionId: string; readonly step: string };
  'ops-refund': TriedRefund & { readonly what: 'paid' | 'failed' | 'reopened' };
  /** A message that did not arrive, or was kept for want of a mail server. */
  'ops-delivery': {
    readonly deliveryId: string;
    readonly kind: string;
    readonly what: 'failed' | 'kept';
  };
  /** The refunds to be paid out, with Paid and Could not be paid. */
  'payout-card': { readonly executionId: string };
  'payout-request': { readonly executionId: string };
  'requester-outcome': RequesterNews;
  'customer-mail': { readonly orderId: string };
}

export type MessageKind = keyof Messages;

/** One kind with its payload. */
export type Message = {
  [K in MessageKind]: { readonly kind: K; readonly payload: Messages[K] };
}[MessageKind];

interface Manner {
  /** Drawn again whenever the request it shows changes. */
  readonly living: boolean;
  /** Posted into the request's thread in the operations channel. */
  readonly threaded: boolean;
}

/** How each kind is treated. */
export const MANNERS: Readonly<Record<MessageKind, Manner>> = {
  'approval-card': { living: true, threaded: false },
  'decision-request': { living: true, threaded: false },
  'ops-thread': { living: true, threaded: false },
  'ops-step': { living: false, threaded: true },
  'ops-attention': { living: true, threaded: true },
  'ops-refund': { living: false, threaded: true },
  'ops-delivery': { living: false, threaded: true },
  'payout-card': { living: true, threaded: true },
  'payout-request': { living: true, threaded: false },
  'requester-outcome': { living: false, threaded: false },
  'customer-mail': { living: false, threaded: false },
};

/** Kinds that are drawn again: a message of any other kind tells of a moment and has no reference. */
export const LIVING_KINDS: readonly MessageKind[] = (Object.keys(MANNERS) as MessageKind[]) // keys of a Record<MessageKind, …>
  .filter((kind) => MANNERS[kind].living);

/** Who gets it. Mail is addressed by its order: the address is read when it is sent. */
export type Recipient =
  | { readonly to: 'channel'; readonly purpose: ChannelPurpose }
  | { readonly to: 'member'; readonly memberId: string }
  | { readonly to: 'mail'; readonly orderId: string };

/** A recipient as its row holds it: 'channel:order-approvals', 'member:<id>' or 'mail:<order id>'. */
export const writeRecipient = (recipient: Recipient): string => {
  switch (recipient.to) {
    case 'channel':
      return `channel:${recipient.purpose}`;
    case 'member':
      return `member:${recipient.memberId}`;
    case 'mail':
      return `mail:${recipient.orderId}`;
  }
};

/** The reverse of `writeRecipient`; throws for a row that nothing of this program wrote. */
export const readRecipient = (text: string): Recipient => {
  const [to, rest = ''] = text.split(':', 2);
  const purpose = CHANNEL_PURPOSES.find((known) => known === rest);
  if (to === 'channel' && purpose !== undefined) return { to, purpose };
  if (to === 'member') return { to, memberId: rest };
  if (to === 'mail') return { to, orderId: rest };
  throw new Error(`a delivery names no recipient: ${text}`);
};
