import { createHmac } from 'node:crypto';
import { isObject, type JsonObject, parseJson } from '../workspace/json.js';
import type { Attempt, Envelope, Receipt, Transport } from './envelope.js';

/** Slack's signature of a request body: HMAC-SHA256 over `v0:timestamp:body`. */
export const signature = (signingSecret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

const form = (fields: JsonObject): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

const encoded = (envelope: Envelope): { readonly type: string; readonly body: string } => {
  if (envelope.kind === 'events_api')
    return { type: 'application/json', body: JSON.stringify(envelope.payload) };
  const type = 'application/x-www-form-urlencoded';
  return envelope.kind === 'slash_commands'
    ? { type, body: form(envelope.payload) }
    : { type, body: form({ payload: JSON.stringify(envelope.payload) }) };
};

const acknowledgement = (text: string): JsonObject => {
  const body = parseJson(text);
  if (isObject(body)) return body;
  return text.trim() === '' ? {} : { text };
};

/** HTTP mode: signed POSTs to the app's request URL. */
export class SignedHttp implements Transport {
  readonly #requestUrl: string;
  readonly #signingSecret: () => string;
  readonly #now: () => number;

  constructor(options: { requestUrl: string; signingSecret: () => string; now: () => number }) {
    this.#requestUrl = options.requestUrl;
    this.#signingSecret = options.signingSecret;
    this.#now = options.now;
  }

  async send(envelope: Envelope, attempt: Attempt, deadlineMs: number): Promise<Receipt> {
    const { type, body } = encoded(envelope);
    const timestamp = Math.floor(this.#now() / 1000);
    const startedAt = Date.now();
    const retry: Record<string, string> =
      attempt.number === 0
        ? {}
        : {
            'X-Slack-Retry-Num': String(attempt.number),
            'X-Slack-Retry-Reason': attempt.reason ?? 'unknown_error',
          };
    try {
      const response = await fetch(this.#requestUrl, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(deadlineMs),
        headers: {
          'Content-Type': type,
          'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'X-Slack-Request-Timestamp': String(timestamp),
          'X-Slack-Signature': signature(this.#signingSecret(), timestamp, body),
          ...retry,
        },
      });
      const text = await response.text();
      if (response.status < 200 || response.status > 299) {
        const noRetry = response.headers.get('x-slack-no-retry') === '1';
        return { kind: 'refused', status: response.status, noRetry };
      }
      return { kind: 'acknowledged', body: acknowledgement(text), afterMs: Date.now() - startedAt };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { kind: late ? 'timeout' : 'unreachable' };
    }
  }
}
