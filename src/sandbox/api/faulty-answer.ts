import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiFault } from '../faults/api-faults.js';

/** What goes to the caller for one request. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const json = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const rateLimited = (seconds: number): HttpAnswer =>
  json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) });

/** Runs a request under a fault. `executed` tells whether `run` was called, `answer` is null when the caller got none. */
export const answerUnderFault = async (
  fault: ApiFault | undefined,
  run: () => Promise<HttpAnswer>,
): Promise<{
  readonly executed: boolean;
  readonly answer: HttpAnswer | null;
  readonly line: 'send' | 'silence' | 'cut';
}> => {
  switch (fault?.kind) {
    case undefined:
      return { executed: true, answer: await run(), line: 'send' };
    case 'slow':
      await wait(fault.delayMs ?? 1_000, undefined, { ref: false });
      return { executed: true, answer: await run(), line: 'send' };
    case 'rate-limited':
      return { executed: false, answer: rateLimited(fault.retryAfterSeconds ?? 1), line: 'send' };
    case 'status':
      return {
        executed: false,
        answer: {
          status: fault.status ?? 500,
          headers: { 'content-type': 'text/html' },
          body: 'Server Error',
        },
        line: 'send',
      };
    case 'error':
      return {
        executed: false,
        answer: json(200, { ok: false, error: fault.error ?? 'internal_error' }),
        line: 'send',
      };
    case 'no-answer':
      return { executed: false, answer: null, line: 'silence' };
    case 'drop':
      return { executed: false, answer: null, line: 'cut' };
    case 'silent-after':
      await run();
      return { executed: true, answer: null, line: 'silence' };
    case 'drop-after':
      await run();
      return { executed: true, answer: null, line: 'cut' };
  }
};

/** Sends the answer, or leaves the caller in silence (`silent` keeps the line for the end), or cuts the line. */
export const conclude = (
  { request, response, silent }: { request: IncomingMessage; response: ServerResponse; silent: Set<Duplex> },
  outcome: { readonly answer: HttpAnswer | null; readonly line: 'send' | 'silence' | 'cut' },
): void => {
  if (outcome.answer !== null)
    response.writeHead(outcome.answer.status, outcome.answer.headers).end(outcome.answer.body);
  else if (outcome.line === 'cut') request.socket.destroy();
  else silent.add(request.socket);
};
