import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.js';
import type { DeliveryOptions } from './delivery-options.js';
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
  | { readonly done: 'sent' | 'kept' | 'failed' | 'nothing-owed' }
  | { readonly again: Date };
