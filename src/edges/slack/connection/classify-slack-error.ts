import { RespondError } from '@slack/bolt';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { Failure } from '../../../kernel/errors.js';

/** What a failed call to Slack means for whoever made it. */
export type SlackError =
  /** Nothing was done; the same call may be made after this time. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** It may have been done: look before it is repeated. */
  | { readonly kind: 'unknown-outcome'; readonly reason: string }
  /** It never left; it may be repeated. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** Slack's answer is no, and stays no; `code` is Slack's, such as channel_not_found. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The token, its scopes or its workspace are wrong: for the operator, not for the person. */
  | { readonly kind: 'unauthorised'; readonly code: string };

const UNAUTHORISED = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
  'missing_scope',
  'not_allowed_token_type',
  'no_permission',
  'ekm_access_denied',
]);

/** Slack says of these that some aspect of the operation may have succeeded. */
const AMBIGUOUS = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

/** When Slack says that it is too much without saying until when. */
const DEFAULT_RETRY_MS = 30_000;

const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
]);
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT)/;

/** The error and what caused it, outermost first. */
const causes = (error: unknown): { code?: unknown; syscall?: unknown; message?: unknown }[] => {
  const chain: { code?: unknown; syscall?: unknown; message?: unknown }[] = [];
  let current: unknown = error;
  while (typeof current === 'object' && current !== null && chain.length < 8) {
    chain.push(current);
    current = 'cause' in current ? current.cause : undefined;
  }
  return chain;
};

const ofPlatform = (code: string): SlackError => {
  if (code === 'ratelimited' || code === 'rate_limited')
    return { kind: 'rate-limited', retryAfterMs: DEFAULT_RETRY_MS };
  if (UNAUTHORISED.has(code)) return { kind: 'unauthorised', code };
  // What is no code is a body that was no JSON: a proxy's page, or half an answer.
  if (AMBIGUOUS.has(code) || !/^[a-z0-9_.-]{1,80}$/i.test(code))
    return { kind: 'unknown-outcome', reason: code.slice(0, 80) };
  return { kind: 'refused', code };
};

const ofStatus = (status: number): SlackError => {
  if (status === 429) return { kind: 'rate-limited', retryAfterMs: DEFAULT_RETRY_MS };
  return status >= 500 || status === 408
    ? { kind: 'unknown-outcome', reason: `http_${status}` }
    : { kind: 'refused', code: `http_${status}` };
};

const ofNetwork = (error: unknown): SlackError => {
  const chain = causes(error);
  const reason = String(
    chain.findLast(({ code }) => typeof code === 'string')?.code ?? chain.at(-1)?.message ?? error,
  );
  // Certain only where the connection was never made: after that, the request may have arrived.
  const neverConnected = chain.some(
    ({ code, syscall }) =>
      syscall === 'connect' ||
      syscall === 'getaddrinfo' ||
      (typeof code === 'string' && (NOT_SENT.has(code) || CERTIFICATE.test(code))),
  );
  return neverConnected ? { kind: 'not-sent', reason } : { kind: 'unknown-outcome', reason };
};

/** What a thrown error of a Slack call means; in doubt the outcome is unknown. */
export const classifySlackError = (error: unknown): SlackError => {
  // Ours, thrown before anything was sent: a bug, which a repetition would repeat.
  if (error instanceof Failure) return { kind: 'refused', code: error.code };
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'rate-limited', retryAfterMs: error.retryAfter * 1_000 };
  if (error instanceof WebAPIPlatformError) return ofPlatform(String(error.data.error));
  if (error instanceof WebAPIHTTPError) return ofStatus(error.statusCode);
  if (error instanceof RespondError) return ofStatus(error.statusCode);
  if (error instanceof Error && error.message.startsWith('Retry header did not contain'))
    return { kind: 'rate-limited', retryAfterMs: DEFAULT_RETRY_MS };
  return ofNetwork(error);
};
