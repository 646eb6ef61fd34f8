import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack's own limit for a late request; a clock that is as far ahead is just as wrong. */
const SKEW_SECONDS = 300;
/** More than arrive in the time in which a replay could pass the clock check. */
const REMEMBERED = 20_000;

/** Why a request is not taken for one of Slack's. */
export const REQUEST_REFUSALS = ['no-signature', 'wrong-time', 'wrong-signature', 'replayed'] as const;
export type RequestRefusal = (typeof REQUEST_REFUSALS)[number];

export interface SignedRequest {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly rawBody: Buffer;
}

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** What the headers tell before the body is there: a reason to refuse it unread, undefined when there is none. */
export const judgeHeaders = (
  { timestamp, signature }: Omit<SignedRequest, 'rawBody'>,
  now: Date,
): RequestRefusal | undefined => {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp))
    return 'no-signature';
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > SKEW_SECONDS) return 'wrong-time';
  return /^v0=[0-9a-f]{64}$/.test(signature) ? undefined : 'wrong-signature';
};

/**
 * Checks that Slack sent this, now and for the first time in this process; undefined when it did. The durable guard
 * against a repetition is the unique key that is written with the effect.
 */
export const requestVerifier = (
  signingSecret: string,
  now: () => Date,
): ((request: SignedRequest) => RequestRefusal | undefined) => {
  // A signature covers time and body, so it names the request. The oldest stands first.
  const seen = new Set<string>();
  return ({ timestamp, signature, rawBody }) => {
    const refusal = judgeHeaders({ timestamp, signature }, now());
    if (refusal !== undefined || signature === undefined) return refusal;
    const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody).digest('hex');
    if (!equal(signature, `v0=${hmac}`)) return 'wrong-signature';
    if (seen.has(signature)) return 'replayed';
    seen.add(signature);
    for (const oldest of seen) {
      if (seen.size <= REMEMBERED) break;
      seen.delete(oldest);
    }
    return undefined;
  };
};
