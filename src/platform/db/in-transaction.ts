import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../kernel/errors.js';
import type { Database } from './client.js';
import { asDatabaseFailure, isConflict } from './database-failure.js';
import type { Prisma } from './generated/client.js';
import { transactionScope as current } from './transaction-scope.js';
import { commitBegins } from './watch-commits.js';

/** An open transaction: what a store needs to read and write as part of a use case. */
export type Transaction = Prisma.TransactionClient;

export interface TransactionOptions {
  /** Read committed unless said otherwise. */
  readonly isolation?: Prisma.TransactionIsolationLevel;
  /** How long the whole may take once begun; an import needs more than the usual 15 s. */
  readonly timeoutMs?: number;
}

const TRIES = 5;
const BACK_OFF_MS = 20;
const WAIT_FOR_CONNECTION_MS = 10_000;
const TIMEOUT_MS = 15_000;

/**
 * Throws when a transaction is open in this async context: for whoever is about to call the network (M12). `what`
 * names the call in the message.
 */
export const assertOutsideTransaction = (what: string): void => {
  if (current.getStore()?.open === true) {
    throw new Failure('network-in-transaction', `${what} inside an open database transaction`, {
      retryable: false,
    });
  }
};

/**
 * Runs `work` in one transaction and answers what it answers. A deadlock or serialization failure rolls back and runs
 * `work` again, five times at most with growing, random pauses: so it may do nothing but use `tx` and compute.
 * Throws `nested-transaction` inside another one, and `database-unavailable` (retryable) when there is no answer.
 */
export const inTransaction = async <T>(
  db: Database,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> => {
  if (current.getStore()?.open === true) {
    throw new Failure('nested-transaction', 'a transaction inside a transaction: hand on tx instead', {
      retryable: false,
    });
  }
  const { timeoutMs = TIMEOUT_MS } = options;
  const watched = async (tx: Transaction): Promise<T> => {
    const answer = await work(tx);
    commitBegins();
    return answer;
  };
  for (let tried = 1; ; tried += 1) {
    const scope = { open: true, timeoutMs };
    try {
      return await current.run(scope, () =>
        db.prisma.$transaction(watched, {
          maxWait: WAIT_FOR_CONNECTION_MS,
          timeout: timeoutMs,
          ...(options.isolation === undefined ? {} : { isolationLevel: options.isolation }),
        }),
      );
    } catch (error) {
      if (!isConflict(error) || tried === TRIES) throw asDatabaseFailure(error);
    } finally {
      scope.open = false;
    }
    await pause(BACK_OFF_MS * 2 ** tried * Math.random());
  }
};
