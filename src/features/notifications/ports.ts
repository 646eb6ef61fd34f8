import type { ChannelPurpose, Message } from './messages.js';

/** Where a Slack message stands. */
export interface SlackPlace {
  /** Slack's id of the channel or direct message. */
  readonly channel: string;
  readonly ts: string;
}

/** A message as the Slack side gets it: what it is about and whom it is for. It reads what it shows when it is called. */
export type SlackMessage = Message & {
  /** Also the block id that the message carries, by which it is found again. */
  readonly deliveryId: string;
  readonly requestId: string | null;
  readonly recipient:
    | { readonly to: 'member'; readonly memberId: string }
    /** `target` is Slack's id once known, else the name without '#'. */
    | { readonly to: 'channel'; readonly purpose: ChannelPurpose; readonly target: string };
  /** The message under which it is posted; null where there is none. */
  readonly thread: SlackPlace | null;
  /** An earlier try may have arrived and could not be looked for: the message says that it may stand twice. */
  readonly maybeRepeated: boolean;
  /** No earlier than this the message may have been posted: where a look for it can stop. */
  readonly since: Date;
};

interface RateLimited {
  readonly outcome: 'rate-limited';
  readonly retryAfterMs: number;
}

/** It certainly did not arrive, and a later try may succeed. */
interface NotSent {
  readonly outcome: 'not-sent';
  readonly reason: string;
}

/** Nobody can tell whether it arrived: no answer, a broken connection, an error of the other side. */
interface Unknown {
  readonly outcome: 'unknown';
  readonly reason: string;
}

/** It certainly did not arrive and the same again would not either. */
interface Refused {
  readonly outcome: 'refused';
  readonly code: string;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly place: SlackPlace }
  | RateLimited
  | NotSent
  | Unknown
  | Refused;

export type FindOutcome =
  | { readonly outcome: 'found'; readonly place: SlackPlace }
  | { readonly outcome: 'absent' }
  /** It cannot be told by looking: the scope is missing, or there is too much to look through. */
  | { readonly outcome: 'impossible'; readonly reason: string }
  | RateLimited
  | NotSent;

export type UpdateOutcome =
  | { readonly outcome: 'updated' }
  /** Somebody deleted the message. */
  | { readonly outcome: 'gone'; readonly code: string }
  | RateLimited
  | NotSent
  | Unknown
  | Refused;

/**
 * Slack, as the deliveries need it. Never throws for what Slack answers; a throw counts as an unknown outcome. Each call
 * ends well before a delivery's lease does, and refuses to run while a transaction is open.
 */
export interface SlackSender {
  /** Posts it once; repeats nothing by itself. */
  send(message: SlackMessage): Promise<SendOutcome>;
  /** Looks for one's own message by its delivery id. */
  find(message: SlackMessage): Promise<FindOutcome>;
  /** Draws the message again where it stands, from what is true now. */
  update(message: SlackMessage, place: SlackPlace): Promise<UpdateOutcome>;
}

/** A letter to a customer: whose order, about which request. Address and text are read when it is sent. */
export interface MailMessage {
  readonly deliveryId: string;
  readonly requestId: string;
  readonly orderId: string;
}

export type MailOutcome =
  | { readonly outcome: 'sent'; readonly messageId: string }
  /** There is no mail server: the letter stays here and is shown. */
  | { readonly outcome: 'kept' }
  | NotSent
  | Unknown
  | Refused;

/** The mail server. The same promises as `SlackSender`; a letter that was sent cannot be looked for. */
export interface MailSender {
  send(letter: MailMessage): Promise<MailOutcome>;
}

export interface DeliveryPorts {
  readonly slack: SlackSender;
  readonly mail: MailSender;
}
