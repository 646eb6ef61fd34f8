import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/platform/log.js';

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = [];
  write(createLog({ level: 'trace', stream: { write: (line) => void lines.push(line) } }));
  return lines.join('');
};

describe('the log', () => {
  it.each([
    ['a token in a message', (log: ReturnType<typeof createLog>) => log.info('called with xoxb-12-hunter2')],
    [
      'an app token deep in an object',
      (log: ReturnType<typeof createLog>) => log.info({ a: [{ b: 'xapp-1-hunter2' }] }, 'x'),
    ],
    [
      'a field called token',
      (log: ReturnType<typeof createLog>) => log.info({ slack: { botToken: 'hunter2' } }, 'x'),
    ],
    [
      'an authorization header',
      (log: ReturnType<typeof createLog>) => log.info({ headers: { authorization: 'hunter2' } }, 'x'),
    ],
    [
      'the password of a database',
      (log: ReturnType<typeof createLog>) => log.info('to postgresql://me:hunter2@db/x'),
    ],
    [
      'a token in an error',
      (log: ReturnType<typeof createLog>) => log.error({ err: new Error('Bearer xoxp-hunter2') }, 'x'),
    ],
    [
      'the password that Redis refused, which ioredis keeps with the command',
      (log: ReturnType<typeof createLog>) =>
        log.warn(
          {
            err: new Error('lost', {
              cause: Object.assign(new Error('WRONGPASS'), {
                command: { name: 'hello', args: ['3', 'AUTH', 'app', 'hunter2'] },
              }),
            }),
          },
          'x',
        ),
    ],
    [
      'the password of the Sentinels in an address',
      (log: ReturnType<typeof createLog>) =>
        log.info('to redis-sentinel://h:26379/m?sentinelPassword=hunter2'),
    ],
    [
      'the e-mail address of a customer',
      (log: ReturnType<typeof createLog>) => log.info({ customer: { email: 'hunter2@example.com' } }, 'x'),
    ],
    [
      'the e-mail address in the answer of a mail server',
      (log: ReturnType<typeof createLog>) =>
        log.error({ err: new Error('550 no <hunter2@example.com>') }, 'x'),
    ],
    [
      'the row that PostgreSQL quotes',
      (log: ReturnType<typeof createLog>) =>
        log.error({ meta: { detail: 'Failing row contains (7, "ACME", +49 30 hunter2).' } }, 'x'),
    ],
    [
      'the key that PostgreSQL quotes',
      (log: ReturnType<typeof createLog>) =>
        log.error({ meta: { detail: 'Key (phone)=(hunter2) already exists.' } }, 'x'),
    ],
    [
      'what Prisma quotes of a call',
      (log: ReturnType<typeof createLog>) =>
        log.error({ err: new Error('Invalid create(): { phone: "hunter2", age: 1 }') }, 'x'),
    ],
    [
      'a secret bound to a child',
      (log: ReturnType<typeof createLog>) => log.child({ secret: 'hunter2' }).info('x'),
    ],
  ])('never shows %s', (_what, write) => {
    const line = logged(write);
    expect(line).not.toContain('hunter2');
    expect(line).toContain('[redacted]');
  });

  it('keeps what is needed to understand an error: its type, message, cause and stack', () => {
    const cause = new RangeError('too far');
    const { err } = JSON.parse(logged((log) => log.error({ err: new Error('cannot', { cause }) }, 'x')));
    expect(err).toMatchObject({
      type: 'Error',
      message: 'cannot',
      cause: { type: 'RangeError', message: 'too far' },
    });
    expect(err.stack).toContain('log.test.ts');
  });

  it('stays a line of JSON that takes no time, whatever somebody typed into an error', () => {
    const long = 30_000;
    for (const typed of ['a', 'a.', 'a@', 'token', '"token', 'x://', ':', 'phone: "', 'Key (a)=(', '\\"'].map(
      (piece) => piece.repeat(long),
    )) {
      const began = performance.now();
      const line = logged((log) => log.error({ err: new Error(typed) }, 'x'));
      expect(performance.now() - began, typed.slice(0, 9)).toBeLessThan(1_500);
      expect(JSON.parse(line)).toMatchObject({ level: 'error', msg: 'x' });
    }
  });

  it('keeps the host of an address whose password it hides', () => {
    expect(logged((log) => log.info('postgresql://me:x@db.example.com/d'))).toContain('@db.example.com/d');
  });
});
