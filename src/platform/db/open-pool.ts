import pg from 'pg';
import { transactionScope } from './transaction-scope.js';

const CONNECT_TIMEOUT_MS = 10_000;
/** A peer that is gone is noticed this much later, and ten seconds. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;
/** For an answer outside of transactions. */
const PATIENCE_MS = 30_000;
/** What PostgreSQL or Prisma says when the transaction's own time is over is more exact, and goes first. */
const LONGER_MS = 5_000;

/** What pg says when it waited in vain. */
export const WAITED_IN_VAIN = 'Query read timeout';

/**
 * A pool whose connections wait for no answer for ever: one that keeps silent for longer than the transaction may last,
 * or half a minute outside of any, is torn down, and whoever asked is told. `onError` hears of idle connections that
 * break, which the pool replaces, and `onConnected` of every one that it makes.
 */
export const openPool = ({
  url,
  onError,
  onConnected,
  ...options
}: {
  readonly url: string;
  readonly onError: (error: Error) => void;
  readonly onConnected?: () => void;
} & pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...KEEP_ALIVE,
    ...options,
  });
  pool.on('error', (error) => {
    // pg hangs the whole connection on it, which no log is for.
    Reflect.deleteProperty(error, 'client');
    onError(error);
  });
  pool.on('connect', (client) => {
    askWithPatience(client);
    onConnected?.();
  });
  return pool;
};

const patienceMs = (): number => {
  const scope = transactionScope.getStore();
  return scope?.open === true ? scope.timeoutMs + LONGER_MS : PATIENCE_MS;
};

type Ask = (...parts: unknown[]) => Promise<unknown>;

/** Bounds the wait for every answer, and asks one thing after the other: Prisma asks for several at once, which pg is giving up. */
const askWithPatience = (client: pg.PoolClient): void => {
  // Safe: the widest of its forms, each of which is handed on as it came.
  const query = client.query.bind(client) as Ask;
  let turn: Promise<unknown> = Promise.resolve();

  const ask: Ask = async (...parts) => {
    try {
      return await query(...parts);
    } catch (error) {
      // Later questions would queue behind the one that nobody answers.
      if (error instanceof Error && error.message === WAITED_IN_VAIN) client.connection.stream.destroy();
      throw error;
    }
  };
  const patiently = ([first, ...rest]: unknown[]): unknown[] => {
    const config = typeof first === 'string' ? { text: first } : Object(first);
    return 'submit' in config ? [first, ...rest] : [{ ...config, query_timeout: patienceMs() }, ...rest];
  };
  const inTurn: Ask = (...parts) => {
    const asked = patiently(parts);
    // With a callback it is the pool's own, which asks once and tears the connection down itself.
    if (typeof parts.at(-1) === 'function') return query(...asked);
    const next = turn.then(
      () => ask(...asked),
      () => ask(...asked),
    );
    turn = next;
    return next;
  };
  // Safe: every form of a query goes through.
  client.query = inTurn as typeof client.query;
};
