import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The transaction that is open in an async context. What was started inside and outlives it still carries it, hence the
 * flag.
 */
export const transactionScope = new AsyncLocalStorage<{ open: boolean; readonly timeoutMs: number }>();
