import { z } from 'zod';
import { NoSuchRecord } from '../acting/find-person.js';
import { exchangeWith } from '../inspect/exchanges.js';
import { inspect } from '../inspect/inspect.js';
import { type Operation, operation } from './operation.js';

/** A look at what went both ways. */
export const INSPECT_OPERATIONS: Readonly<Record<string, Operation>> = {
  inspect: operation(
    'Payloads that went both ways for a message, a view or everything, the newest first, and limits that come near',
    z.strictObject({
      message: z.strictObject({ channel: z.string(), ts: z.string() }).optional(),
      viewId: z.string().optional(),
      limit: z.number().int().min(1).max(1_000).default(100),
    }),
    ({ parts }, input) => inspect(parts, input),
  ),
  payload: operation(
    'One of these payloads as it went, without secrets, and what was answered',
    z.strictObject({ id: z.string() }),
    ({ parts }, { id }) => {
      const exchange = exchangeWith(parts, id);
      if (exchange === undefined) throw new NoSuchRecord(`the sandbox does not keep a payload ${id}`);
      return exchange;
    },
  ),
};
