import type { ApiFault } from '../../../faults/api-faults.js';
import type { Troubles } from '../../../faults/troubles.js';

/** What one switch turns on: a fault of the Web API, of one method or all. */
export interface ApiSwitch {
  readonly name: 'limited' | 'slow' | 'broken' | 'lost';
  readonly fault: Omit<ApiFault, 'method'>;
}

/** The faults of the Web API that have a switch. */
export const API_SWITCHES: readonly ApiSwitch[] = [
  { name: 'limited', fault: { kind: 'rate-limited', retryAfterSeconds: 10 } },
  { name: 'slow', fault: { kind: 'slow', delayMs: 4_000 } },
  { name: 'broken', fault: { kind: 'status', status: 500 } },
  { name: 'lost', fault: { kind: 'drop-after' } },
];

/** The faults that are on by this switch, whoever turned them on. */
export const onBy = (troubles: Troubles, { fault }: ApiSwitch): Troubles['faults'] =>
  troubles.faults.filter(({ kind }) => kind === fault.kind);

/** Faults of the Web API that no switch is for. */
export const withoutSwitch = (troubles: Troubles): Troubles['faults'] =>
  troubles.faults.filter(({ kind }) => API_SWITCHES.every(({ fault }) => fault.kind !== kind));

/** How many things are made to go wrong. */
export const countOf = (troubles: Troubles): number => {
  const { faults, mail, delivery, rateLimits, cutOff, triggersAgedMs } = troubles;
  const single = [
    rateLimits,
    cutOff,
    triggersAgedMs > 0,
    delivery.delayMs > 0,
    delivery.repeats > 0,
    delivery.loseAcknowledgements,
  ];
  return faults.length + mail.length + single.filter((on) => on).length;
};
