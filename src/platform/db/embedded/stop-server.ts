import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../../kernel/errors.js';
import { type Postmaster, serves } from './postmaster.js';

const PATIENCE_MS = 30_000;

/**
 * Stops the server: open transactions are rolled back, everything committed is flushed. Returns when it has ended;
 * throws `database-not-stopped` when it has not within half a minute.
 */
export const stopServer = async (postmaster: Postmaster, data: string): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  if (await serves(postmaster.pid, data)) process.kill(postmaster.pid, 'SIGINT');
  while (await serves(postmaster.pid, data)) {
    if (Date.now() > deadline) {
      throw new Failure('database-not-stopped', `PostgreSQL (process ${postmaster.pid}) does not stop`, {
        retryable: true,
        details: { pid: postmaster.pid },
      });
    }
    await pause(20);
  }
};
