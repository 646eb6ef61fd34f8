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
      'the e-mail address of a customer',
      (log: ReturnType<typeof createLog>) => log.info({ customer: { email: 'hunter2@example.com' } }, 'x'),
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

  it('keeps the host of an address whose password it hides', () => {
    expect(logged((log) => log.info('postgresql://me:x@db.example.com/d'))).toContain('@db.example.com/d');
  });
});
