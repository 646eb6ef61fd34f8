import { RespondError } from '@slack/bolt';
import { type FetchFunction, WebAPIRateLimitedError } from '@slack/web-api';
import { Failure } from '../../../kernel/errors.js';
import { assertOutsideTransaction } from '../../../platform/db/in-transaction.js';
import type { Guard } from '../block-kit/guard.js';

export type PostToResponseUrl = (url: string, message: object) => Promise<void>;

const TIMEOUT_MS = 2_500;

/** Slack's own hosts, over TLS; or the host to which all our calls go. */
const isSlacks = (address: string, apiUrl: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  const api = new URL(apiUrl);
  if (hostname === api.hostname && protocol === api.protocol) return true;
  return protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname);
};

/**
 * Bolt's respond() sends through this: with the guard, a time limit, never within a transaction, and only to Slack: what
 * a payload names as its response_url hears what is said to a member. Throws a Failure `foreign-response-url`.
 */
export const guardedFetch =
  (guard: Guard, apiUrl: string): FetchFunction =>
  async (url, init = {}) => {
    assertOutsideTransaction('Slack response_url');
    if (!isSlacks(String(url), apiUrl))
      throw new Failure('foreign-response-url', 'a response_url that is not of Slack', {
        retryable: false,
      });
    return fetch(url, {
      ...init,
      body: typeof init.body === 'string' ? guardedBody(init.body, guard) : null,
      redirect: 'error',
      signal: init.signal ?? AbortSignal.timeout(TIMEOUT_MS),
    });
  };

/** Only what shows something is guarded: deleting the original carries no text. */
const guardedBody = (json: string, guard: Guard): string => {
  const { text, blocks, ...rest } = JSON.parse(json);
  if (rest.delete_original === true) return json;
  const shown = guard({ text, ...(blocks === undefined ? {} : { blocks }) }, 'response_url');
  return JSON.stringify({ ...rest, ...shown });
};

/**
 * Answers through a response_url; throws a WebAPIRateLimitedError when Slack says until when it is too much, a
 * RespondError when it will not have it (five times in 30 minutes).
 */
export const postToResponseUrl = (guard: Guard, apiUrl: string): PostToResponseUrl => {
  const send = guardedFetch(guard, apiUrl);
  return async (url, message) => {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
    const said = await response.text();
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    if (response.status === 429 && Number.isFinite(retryAfter)) throw new WebAPIRateLimitedError(retryAfter);
    // A refusal may also come as 200, in the words of the Web API.
    if (!response.ok || /^\s*\{\s*"ok"\s*:\s*false/.test(said))
      throw new RespondError(`response_url answered ${response.status}`, response.status);
  };
};
