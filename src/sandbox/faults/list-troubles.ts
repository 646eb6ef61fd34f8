import type { Parts } from '../parts.js';
import type { Troubles } from './troubles.js';

/** What is switched on in a sandbox. */
export const listTroubles = (parts: Parts): Troubles => ({
  faults: parts.apiFaults.list(),
  rateLimits: parts.rateLimits.enabled,
  delivery: parts.deliveries.faults,
  triggersAgedMs: parts.workspace.triggers.agedMs,
  cutOff: parts.transports.cutOff,
  mail: parts.mailbox?.faults() ?? [],
});
