import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/kernel/errors.js';
import { Prisma } from '../../../src/platform/db/generated/client.js';
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

  it('does not show what the database or Prisma said, and says where that is', () => {
    const said = 'new row for relation "stock_level" violates check constraint "stock_level_reserved"';
    const refused = new Prisma.PrismaClientKnownRequestError(
      `\nInvalid \`tx.stockLevel.update()\` invocation in\n/srv/dist/x.js:10:3\n\nDatabase error. Code: \`23514\`. Message: \`${said}\``,
      {
        code: 'P2039',
        clientVersion: '7',
        meta: { driverAdapterError: { cause: { originalCode: '23514', originalMessage: said } } },
      },
    );
    expect(describeError(refused)).toEqual({
      code: 'database-error',
      message: 'the database refused a statement (23514); what it said is in the log',
    });
  });

  it('names the outage of the database, in its own words alone', () => {
    const said = 'could not extend file "base/1/2": No space left on device';
    const full = new Prisma.PrismaClientKnownRequestError(
      `\nInvalid \`tx.$executeRaw()\` invocation:\n\n\nRaw query failed. Code: \`53100\`. Message: \`${said}\``,
      {
        code: 'P2010',
        clientVersion: '7',
        meta: { driverAdapterError: { cause: { originalCode: '53100', originalMessage: said } } },
      },
    );
    expect(describeError(full)).toEqual({
      code: 'database-unavailable',
      message: `the database does not answer: ${said}`,
    });
  });

  it('is cut where it is too long', () => {
    expect(describeError(new Error('x'.repeat(9_000))).message).toHaveLength(500);
  });
});
