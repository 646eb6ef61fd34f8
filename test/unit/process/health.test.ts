import { expect, it } from 'vitest';
import { Prisma } from '../../../src/platform/db/generated/client.js';
import { createHealth } from '../../../src/platform/health.js';

it('a check that cannot read says in one line what is wrong, and nothing of our source', async () => {
  const health = createHealth();
  health.register('search', () => {
    throw new Prisma.PrismaClientKnownRequestError(
      '\nInvalid `prisma.$queryRaw()` invocation:\n\n\nServer has closed the connection.',
      { code: 'P1017', clientVersion: '7' },
    );
  });
  expect((await health.report()).checks).toEqual([
    { name: 'search', ok: false, reason: 'the database does not answer: Server has closed the connection.' },
  ]);
});
