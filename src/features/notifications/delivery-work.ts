import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.js';
import type { DeliveryOptions } from './delivery-options.js';
import type { StoredDelivery } from './delivery-store.js';
import type { MessageKind, Recipient } from './messages.js';
import type { DeliveryPorts } from './ports.js';

/** What working off a delivery needs. */
export interface DeliveryWork {
  readonly ports: DeliveryPorts;
  readonly clock: Clock;
  readonly options: DeliveryOptions;
  readonly log: Logger;
}

/** Nothing more to do, or when to come again. Coming again too early does no harm. */
export type DeliveryResult =
  | { readonly done: 'sent' | 'nothing-owed' }
  /** `notices`: messages about it to the operations channel, which are owed now. */
  | { readonly done: 'kept' | 'failed'; readonly notices: readonly StoredDelivery[] }
  /** `failed`: what came of the try, where there was one that counts. */
  | { readonly again: Date; readonly failed?: FailedTry };

/** A try that did not bring the message out, and after which another follows. */
export interface FailedTry {
  readonly to: Recipient['to'];
  readonly kind: MessageKind;
  /** What the other side said, without secrets. */
  readonly code: string;
  /** With this one. */
  readonly tries: number;
}
