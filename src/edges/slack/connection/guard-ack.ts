import type { Guard } from '../block-kit/guard.js';
import { isObject } from '../block-kit/limits/checks.js';
import type { Payload } from './read-payload.js';

/** An acknowledgement can carry a view or a message too: those pass the same guard as a call. */
export const guardAck = (payload: Payload, response: unknown, guard: Guard): unknown => {
  const where = `ack of ${payload.kind}`;
  if (payload.kind === 'command' && typeof response === 'string')
    return guard({ text: response }, where).text;
  if (!isObject(response)) return response;
  if (isObject(response.view)) return { ...response, view: guard(response.view, where) };
  if (payload.kind !== 'command') return response;
  const { text, blocks } = response;
  return { ...response, ...guard({ text, ...(blocks === undefined ? {} : { blocks }) }, where) };
};
