import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Clock } from '../../../kernel/clock.js';
import type { Log } from '../../../platform/log.js';
import { isObject } from '../block-kit/limits/checks.js';
import { judgeHeaders, type RequestRefusal, requestVerifier } from './verify-request.js';

const BODY_LIMIT = 4 * 1024 * 1024;
/** What the bodies that are arriving may hold together; a small one, as Slack's nearly always are, is taken all the same. */
const ROOM = 32 * 1024 * 1024;
const SMALL = 64 * 1024;
/** How long somebody may go on writing who is turned away, so that they read the answer and not a broken connection. */
const LINGER_MS = 1_000;

export interface HttpTransport {
  readonly receiver: Receiver;
  /** Answers one request to /slack/events; to be mounted on the process's own server. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const REFUSED = 'a request to /slack/events was refused';
/** What to look at first; for the others there is nobody's setting to blame. */
const HINTS: { readonly [R in RequestRefusal]?: string } = {
  'wrong-signature': "is SLACK_SIGNING_SECRET the one of the app's page?",
  'wrong-time': 'is the clock of this machine right?',
};

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Slack names one of these two; the rest of the header, such as a charset, says nothing that matters. */
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Reads bodies; gives the status of the refusal where one is too large (413), or too many are (503). */
const createBodyReader = (): ((request: IncomingMessage) => Promise<Buffer | 413 | 503>) => {
  let held = 0;
  return async (request) => {
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        size += chunk.length;
        held += chunk.length;
        if (size > BODY_LIMIT) return 413;
        if (held > ROOM && size > SMALL) return 503;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } finally {
      held -= size;
    }
  };
};

/** Events come as JSON, commands as a form, everything else as JSON within a form. */
const parse = (rawBody: Buffer, type: typeof FORM | typeof JSON_TYPE): unknown => {
  const text = rawBody.toString('utf8');
  if (type === JSON_TYPE) return JSON.parse(text);
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
};

const typeOf = (request: IncomingMessage): typeof FORM | typeof JSON_TYPE | undefined => {
  const named = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  return named === FORM || named === JSON_TYPE ? named : undefined;
};

const end = (response: ServerResponse, status: number, body?: unknown): void => {
  if (response.headersSent || response.destroyed) return;
  if (body === undefined || body === '') response.writeHead(status).end();
  else if (typeof body === 'string')
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
  else
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body));
};

/** Answers before the body is there, which nobody keeps, and lets go of a sender who does not come to an end. */
const turnAway = (request: IncomingMessage, response: ServerResponse, status: number): void => {
  end(response, status);
  if (request.complete) return;
  request.resume();
  const cut = setTimeout(() => request.socket.destroy(), LINGER_MS);
  request.once('close', () => clearTimeout(cut));
};

/** Requests signed by Slack, on a server that is not ours to open: signature, clock and replay before anything else. */
export const createHttpTransport = (input: {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Is told of each request that is not taken for one of Slack's. */
  readonly onRefused?: (reason: RequestRefusal) => void;
}): HttpTransport => {
  const { signingSecret, clock, log } = input;
  const verify = requestVerifier(signingSecret, () => clock.now());
  const bodyOf = createBodyReader();
  let app: App | undefined;

  const tellRefused = (refusal: RequestRefusal): void => {
    const hint = HINTS[refusal];
    log.warn({ refusal }, hint === undefined ? REFUSED : `${REFUSED}: ${hint}`);
    input.onRefused?.(refusal);
  };

  const dispatch = async (
    body: object,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const retryNum = Number(one(request.headers['x-slack-retry-num']) ?? Number.NaN);
    const retryReason = one(request.headers['x-slack-retry-reason']);
    const event: ReceiverEvent = {
      body,
      ack: async (answer: unknown) => end(response, 200, answer),
      ...(Number.isNaN(retryNum) ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    };
    await app?.processEvent(event);
    // Nothing acknowledged it: an event during a drain, which Slack then sends again.
    end(response, 503);
  };

  return {
    receiver: {
      init: (bolt) => {
        app = bolt;
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    async handle(request, response) {
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST');
        return turnAway(request, response, 405);
      }
      const signed = {
        timestamp: one(request.headers['x-slack-request-timestamp']),
        signature: one(request.headers['x-slack-signature']),
      };
      const unread = judgeHeaders(signed, clock.now());
      if (unread !== undefined) {
        tellRefused(unread);
        return turnAway(request, response, 401);
      }
      const type = typeOf(request);
      if (type === undefined) return turnAway(request, response, 415);
      if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT)
        return turnAway(request, response, 413);
      let rawBody: Buffer | 413 | 503;
      try {
        rawBody = await bodyOf(request);
      } catch {
        // Whoever sent it has gone in the middle of it, and hears no answer.
        return;
      }
      if (!Buffer.isBuffer(rawBody)) return turnAway(request, response, rawBody);
      const refusal = verify({ ...signed, rawBody });
      if (refusal !== undefined) {
        tellRefused(refusal);
        // A replay is told apart: where a proxy repeats requests, the operator finds it by the status.
        return end(response, refusal === 'replayed' ? 409 : 401);
      }
      let body: unknown;
      try {
        body = parse(rawBody, type);
      } catch {
        return end(response, 400);
      }
      if (!isObject(body)) return end(response, 400);
      if (body.ssl_check === '1') return end(response, 200);
      if (body.type === 'url_verification') return end(response, 200, { challenge: body.challenge });
      await dispatch(body, request, response);
    },
  };
};
