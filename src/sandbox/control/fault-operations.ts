import { z } from 'zod';
import { type Operation, operation } from './operation.js';

const nothing = z.strictObject({});
const fault = z.strictObject({
  method: z.string(),
  kind: z.enum([
    'rate-limited',
    'status',
    'error',
    'no-answer',
    'drop',
    'drop-after',
    'silent-after',
    'slow',
  ]),
  channel: z.string().optional(),
  times: z.number().int().positive().optional(),
  retryAfterSeconds: z.number().int().positive().optional(),
  status: z.number().int().min(100).max(599).optional(),
  error: z.string().optional(),
  delayMs: z.number().int().nonnegative().optional(),
});
const done = { ok: true };

/** Faults, connections and the records of what was called and delivered. */
export const FAULT_OPERATIONS: Readonly<Record<string, Operation>> = {
  calls: operation(
    'Web API calls, of one method when named',
    z.strictObject({ method: z.string().optional() }),
    ({ control }, input) => control.calls(input.method),
  ),
  'unknown-calls': operation('Calls of methods that the sandbox does not know', nothing, ({ control }) =>
    control.unknownCalls(),
  ),
  deliveries: operation('Payloads that were delivered, with their receipts', nothing, ({ control }) =>
    control.deliveries(),
  ),
  unacknowledged: operation('Payloads that were not acknowledged in time', nothing, ({ control }) =>
    control.unacknowledged(),
  ),
  redeliver: operation(
    'Deliver a payload again, the last one when none is named',
    z.strictObject({ id: z.string().optional(), times: z.number().int().min(1).max(100).default(1) }),
    ({ control }, input) => control.redeliver(input.times, input.id),
  ),
  faults: operation('Faults that are on', nothing, ({ control }) => control.faults()),
  'add-fault': operation('Switch a fault of the Web API on', fault, ({ control }, input) => ({
    id: control.addFault(input),
  })),
  'remove-fault': operation(
    'Switch a fault off',
    z.strictObject({ id: z.string() }),
    ({ control }, input) => ({
      removed: control.removeFault(input.id),
    }),
  ),
  'clear-faults': operation('Switch all faults off', nothing, ({ control }) => {
    control.clearFaults();
    return done;
  }),
  'rate-limits': operation(
    'Slack’s rate limits on or off',
    z.strictObject({ enabled: z.boolean() }),
    ({ control }, input) => {
      control.setRateLimits(input.enabled);
      return done;
    },
  ),
  'delivery-faults': operation(
    'Delay or repeat payloads, lose acknowledgements',
    z.strictObject({
      delayMs: z.number().int().nonnegative().default(0),
      repeats: z.number().int().min(0).max(20).default(0),
      loseAcknowledgements: z.boolean().default(false),
    }),
    ({ control }, input) => {
      control.setDeliveryFaults(input);
      return done;
    },
  ),
  'age-triggers': operation(
    'Make trigger ids old at birth',
    z.strictObject({ ms: z.number().int().nonnegative() }),
    ({ control }, input) => {
      control.ageTriggers(input.ms);
      return done;
    },
  ),
  troubles: operation('Everything that is made to go wrong now', nothing, ({ control }) =>
    control.troubles(),
  ),
  'cut-off': operation(
    'Keep the app from everything that people do until it is switched off again',
    z.strictObject({ on: z.boolean() }),
    ({ control }, { on }) => {
      control.cutOff(on);
      return done;
    },
  ),
  connections: operation('Socket Mode connections', nothing, ({ control }) => ({
    connections: control.connections,
  })),
  disconnect: operation(
    'Ask connections to come again, or cut them',
    z.strictObject({ reason: z.enum(['warning', 'refresh_requested', 'link_disabled', 'cut']) }),
    ({ control }, { reason }) => {
      if (reason === 'cut') control.cutConnections();
      else control.requestDisconnect(reason);
      return done;
    },
  ),
  'request-url': operation(
    'HTTP mode with this request URL; null for Socket Mode',
    z.strictObject({ url: z.url().nullable() }),
    ({ control }, { url }) => {
      control.setRequestUrl(url ?? undefined);
      return done;
    },
  ),
};
