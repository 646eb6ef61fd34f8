import { Failure } from '../../kernel/errors.js';

// Prisma's codes for a database that does not answer, or not in time.
const UNAVAILABLE = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);
// The adapter's own words for the same, where Prisma hands on what it met in a COMMIT.
const KINDS = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections']);
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
// Class 08: connection lost; 57P0x: shutting down, starting up or crashed; class 53: no room on disk, no memory, too many
// connections; 58030: the disk does not take it.
const STATE = /^(08...|57P0.|53...|58030)$/;
// Somebody holds a lock for longer than one waits, or a statement or transaction took too long: a later try can succeed.
const BUSY = new Set(['55P03', '57014', 'P2028']);
const LOST =
  /Connection terminated|Server has closed the connection|timeout exceeded when trying to connect|Query read timeout/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Every code that an error carries: PostgreSQL's SQLSTATE, Prisma's own, its adapter's, the socket's. They sit at
 * different depths, by whether a model, raw SQL, a COMMIT or the pool met the error.
 */
export const errorCodes = (error: unknown, depth = 0): readonly string[] => {
  if (!isRecord(error) || depth > 5) return [];
  const here = [error.code, error.originalCode, error.kind].filter((code) => typeof code === 'string');
  return [
    ...here,
    ...[error.cause, error.meta, error.driverAdapterError].flatMap((inner) => errorCodes(inner, depth + 1)),
  ];
};

/** What the database itself said, without Prisma's words around it, which begin with the place in the source. */
const wordsOf = (error: unknown, depth = 0): string | undefined => {
  if (!isRecord(error) || depth > 5) return undefined;
  if (typeof error.originalMessage === 'string') return error.originalMessage;
  const [inner] = [error.meta, error.driverAdapterError, error.cause].flatMap(
    (one) => wordsOf(one, depth + 1) ?? [],
  );
  return inner ?? (error instanceof Error ? error.message.trim().split('\n').at(-1) : undefined);
};

/** An SQLSTATE is no code of Prisma's. */
const SQL_STATE = /^(?!P[1-6]\d{3})[\dA-Z]{5}$/;
const isOfDatabase = (error: unknown): boolean =>
  error instanceof Error && (/^(PrismaClient|DriverAdapterError$)/.test(error.name) || 'severity' in error);

/** Whether trying the same transaction again can succeed: a serialization failure or a deadlock. */
export const isConflict = (error: unknown): boolean =>
  errorCodes(error).some((code) => code === '40001' || code === '40P01' || code === 'P2034');

const isUnavailable = (error: unknown, sockets: 'ours' | 'anybodys'): boolean =>
  errorCodes(error).some(
    (code) =>
      UNAVAILABLE.has(code) ||
      KINDS.has(code) ||
      STATE.test(code) ||
      (sockets === 'ours' && SOCKET.has(code)),
  ) ||
  (error instanceof Error && LOST.test(error.message));

const isBusy = (error: unknown): boolean => errorCodes(error).some((code) => BUSY.has(code));

/** Codes of the failures below: outages that pass, and no reason to set work aside. */
export const DATABASE_OUTAGES: ReadonlySet<string> = new Set(['database-unavailable', 'database-busy']);

/**
 * What a call of the database threw, or a retryable failure in its place: `database-unavailable` when it does not
 * answer, `database-busy` when it answers that somebody else holds what is needed.
 */
export const asDatabaseFailure = (error: unknown): unknown => explained(error, 'ours');

/**
 * The same for whoever shows an error, and does not know where it came from: that of a bare socket stays what it is, since
 * Redis, the mail server and Slack have such errors too. Whatever else the database said becomes `database-error` without
 * its words, which name tables and values.
 */
export const recogniseDatabaseFailure = (error: unknown): unknown => {
  const known = explained(error, 'anybodys');
  if (known instanceof Failure || !isOfDatabase(error)) return known;
  const codes = errorCodes(error);
  const sqlState = codes.find((code) => SQL_STATE.test(code)) ?? codes[0] ?? '?';
  return new Failure(
    'database-error',
    `the database refused a statement (${sqlState}); what it said is in the log`,
    { retryable: false, cause: error, details: { sqlState } },
  );
};

const explained = (error: unknown, sockets: 'ours' | 'anybodys'): unknown => {
  if (error instanceof Failure) return error;
  const unavailable = isUnavailable(error, sockets);
  if (!unavailable && !isBusy(error)) return error;
  const why = wordsOf(error) ?? String(error);
  const [code, what] = unavailable
    ? (['database-unavailable', 'the database does not answer'] as const)
    : (['database-busy', 'the database is busy'] as const);
  return new Failure(code, `${what}: ${why}`, { retryable: true, cause: error, details: { why } });
};
