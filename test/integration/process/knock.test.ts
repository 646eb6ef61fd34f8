import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knock } from '../../../src/platform/knock.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

describe('asking a database of one’s own whether it is there', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.toString();
  };

  it('is content with one that answers', () => expect(knock(database.url)).resolves.toBeUndefined());

  it('takes a wrong password for a mistake in the configuration, and does not repeat it', async () => {
    const wrong = changed((url) => {
      url.password = 'hunter2';
    });
    const failure = await knock(wrong).then(
      () => undefined,
      (error) => error,
    );
    expect(failure).toMatchObject({ code: 'database-refused', retryable: false });
    expect(failure.message).toContain('refuses the password');
    expect(failure.message).not.toContain('hunter2');
  });

  it('takes a database that does not exist for a mistake in the configuration', async () => {
    const missing = changed((url) => {
      url.pathname = '/no_such_database';
    });
    await expect(knock(missing)).rejects.toMatchObject({ code: 'database-refused' });
  });

  it('takes TLS that the server does not speak for a mistake in the configuration', async () => {
    const asked = changed((url) => url.searchParams.set('sslmode', 'require'));
    await expect(knock(asked)).rejects.toMatchObject({ code: 'database-refused', retryable: false });
  });

  it('calls a server that accepts and says nothing unavailable, and names its host and port', async () => {
    const hole = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => hole.once('listening', resolve));
    const address = hole.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(knock(`postgresql://127.0.0.1:${port}/x`, { patienceMs: 50 })).rejects.toMatchObject({
      code: 'database-unavailable',
      retryable: true,
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    hole.close();
  });
});
