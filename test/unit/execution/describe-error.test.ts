import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/kernel/errors.js';
import { describeError } from '../../../src/platform/describe-error.js';

describe('an error that is kept and shown', () => {
  it("has the failure's own code", () => {
    expect(describeError(new Failure('stock-differs', 'holds 3', { retryable: false }))).toEqual({
      code: 'stock-differs',
      message: 'holds 3',
    });
    expect(describeError(new TypeError('no such thing')).code).toBe('unexpected');
    expect(describeError('plain text')).toEqual({ code: 'unexpected', message: 'plain text' });
  });

  it('has no secret in it', () => {
    const { message } = describeError(new Error('no answer from postgres://desk:hunter2@db/desk'));
    expect(message).not.toContain('hunter2');
    expect(message).toContain('db/desk');
  });

  it('is cut where it is too long', () => {
    expect(describeError(new Error('x'.repeat(9_000))).message).toHaveLength(500);
  });
});
