import type { MailFault } from '../mailbox/mail-faults.js';
import type { ApiFault } from './api-faults.js';
import type { DeliveryFaults } from './delivery-faults.js';

/** Everything that is made to go wrong now. */
export interface Troubles {
  readonly faults: readonly (ApiFault & { readonly id: string })[];
  readonly rateLimits: boolean;
  readonly delivery: DeliveryFaults;
  /** Trigger ids are this old at birth. */
  readonly triggersAgedMs: number;
  /** Whether the app is kept from everything that people do. */
  readonly cutOff: boolean;
  readonly mail: readonly MailFault[];
}
