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

/** What became of a request. */
export interface Outcome {
  /** Whether the request was run, whatever was answered. */
  readonly executed: boolean;
  /** Null when the caller got none. */
  readonly answer: HttpAnswer | null;
  readonly line: 'send' | 'silence' | 'cut';
  /** What the caller would have been answered, when the answer was lost. */
  readonly lost: HttpAnswer | null;
}

/** Runs a request under a fault. */
export const answerUnderFault = async (
  fault: ApiFault | undefined,
  run: () => Promise<HttpAnswer>,
): Promise<Outcome> => {
  switch (fault?.kind) {
    case undefined:
      return { executed: true, answer: await run(), line: 'send', lost: null };
    case 'slow':
      await wait(fault.delayMs ?? 1_000, undefined, { ref: false });
      return { executed: true, answer: await run(), line: 'send', lost: null };
    case 'rate-limited':
      return { executed: false, answer: rateLimited(fault.retryAfterSeconds ?? 1), line: 'send', lost: null };
    case 'status':
      return {
        executed: false,
        answer: {
          status: fault.status ?? 500,
          headers: { 'content-type': 'text/html' },
          body: 'Server Error',
        },
        line: 'send',
        lost: null,
      };
    case 'error':
      return {
        executed: false,
        answer: json(200, { ok: false, error: fault.error ?? 'internal_error' }),
        line: 'send',
        lost: null,
      };
    case 'no-answer':
      return { executed: false, answer: null, line: 'silence', lost: null };
    case 'drop':
      return { executed: false, answer: null, line: 'cut', lost: null };
    case 'silent-after':
      return { executed: true, answer: null, line: 'silence', lost: await run() };
    case 'drop-after':
      return { executed: true, answer: null, line: 'cut', lost: await run() };
  }
};

/** Sends the answer, or leaves the caller in silence (`silent` keeps the line for the end), or cuts the line. */
export const conclude = (
  { request, response, silent }: { request: IncomingMessage; response: ServerResponse; silent: Set<Duplex> },
  outcome: Pick<Outcome, 'answer' | 'line'>,
): void => {
  if (outcome.answer !== null)
    response.writeHead(outcome.answer.status, outcome.answer.headers).end(outcome.answer.body);
  else if (outcome.line === 'cut') request.socket.destroy();
  else silent.add(request.socket);
};
