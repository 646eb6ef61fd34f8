import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requestVerifier, type SignedRequest } from '../../../src/edges/slack/connection/verify-request.js';

const now = new Date('2026-03-01T12:00:00Z');
const seconds = now.getTime() / 1_000;

const signed = (body: string, at = seconds, secret = 'secret'): SignedRequest => ({
  timestamp: String(at),
  signature: `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
  rawBody: Buffer.from(body),
});

describe('a request to /slack/events', () => {
  const verifier = () => requestVerifier('secret', () => now);

  it('is taken when Slack signed it within five minutes', () => {
    const verify = verifier();
    expect(verify(signed('a=1'))).toBeUndefined();
    expect(verify(signed('a=1', seconds - 299))).toBeUndefined();
    expect(verify(signed('a=1', seconds + 299))).toBeUndefined();
  });

  it('is refused when it is signed with another secret, changed on the way, or not signed', () => {
    const verify = verifier();
    expect(verify(signed('a=1', seconds, 'other'))).toBe('wrong-signature');
    expect(verify({ ...signed('a=1'), rawBody: Buffer.from('a=2') })).toBe('wrong-signature');
    expect(verify({ ...signed('a=1'), signature: undefined })).toBe('no-signature');
    expect(verify({ ...signed('a=1'), timestamp: undefined })).toBe('no-signature');
    expect(verify({ ...signed('a=1'), timestamp: 'NaN' })).toBe('no-signature');
    expect(verify({ ...signed('a=1'), signature: 'v0=' })).toBe('wrong-signature');
  });

  it('is refused when it is more than five minutes old, or from the future', () => {
    expect(verifier()(signed('a=1', seconds - 301))).toBe('wrong-time');
    expect(verifier()(signed('a=1', seconds + 301))).toBe('wrong-time');
  });

  it('K1: is refused the second time, also after many others', () => {
    const verify = verifier();
    expect(verify(signed('first'))).toBeUndefined();
    for (let index = 0; index < 5_000; index += 1) verify(signed(`body ${index}`));
    expect(verify(signed('first'))).toBe('replayed');
  });
});
