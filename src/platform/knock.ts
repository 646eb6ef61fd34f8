import pg from 'pg';
import { asError, Failure } from '../kernel/errors.js';

const PATIENCE_MS = 10_000;
const OLDEST = 14;

/** What PostgreSQL answers when the server is there but the URL is wrong: no later try can succeed. */
const REFUSALS: Readonly<Record<string, string>> = {
  '28P01': 'refuses the password',
  '28000': 'refuses the user',
  '3D000': 'has no database of that name',
  '42501': 'does not let the user in',
};
/** The same about the line to it. */
const TLS_REFUSALS: readonly (readonly [RegExp, { readonly code: string; readonly says: string }])[] = [
  [/does not support SSL/, { code: 'tls-none', says: 'does not speak TLS, which sslmode asks for' }],
  [/certificate|altnames/i, { code: 'tls-certificate', says: 'has a certificate that is not trusted' }],
];

/**
 * Asks the database of DATABASE_URL whether it is there and new enough, before anything else is begun. Throws a Failure
 * that names the host, never the password: `database-unavailable` (retryable), `database-refused` or `database-too-old`.
 */
export const knock = async (url: string, { patienceMs = PATIENCE_MS } = {}): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  });
  // An error after the answer belongs to nobody; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int / 10000 AS version",
    );
    const version = answer.rows[0]?.version ?? 0;
    if (version < OLDEST) throw tooOld(url, version);
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : explain(url, asError(thrown));
  } finally {
    // A server that accepts and says nothing does not answer the goodbye either.
    void client.end().catch(() => undefined);
  }
};

/** Host and port of a database URL, for people: what they need to know, and nothing secret. */
export const placeOf = (url: string): string => {
  const { hostname, port } = new URL(url);
  return `${hostname || 'the local socket'}:${port || 5432}`;
};

/** What the database is called at its place: for people, as above. */
export const databaseName = (url: string): string => {
  const { pathname, username } = new URL(url);
  return pathname.slice(1) || username;
};

const tooOld = (url: string, version: number): Failure =>
  new Failure(
    'database-too-old',
    `The database at ${placeOf(url)} is PostgreSQL ${version}; Countermand needs ${OLDEST} or newer.`,
    { retryable: false, details: { place: placeOf(url), version, oldest: OLDEST } },
  );

const explain = (url: string, cause: Error): Failure => {
  const tls = TLS_REFUSALS.find(([pattern]) => pattern.test(cause.message))?.[1];
  const code = tls?.code ?? ('code' in cause ? String(cause.code) : '');
  const refusal = tls?.says ?? REFUSALS[code];
  if (refusal !== undefined) {
    return new Failure(
      'database-refused',
      `The database at ${placeOf(url)} ${refusal}. Correct DATABASE_URL.`,
      {
        retryable: false,
        cause,
        details: { place: placeOf(url), sqlState: code },
      },
    );
  }
  const why = cause.message === '' ? code : cause.message;
  return new Failure(
    'database-unavailable',
    `The database at ${placeOf(url)} does not answer (${why}). Start it, or correct DATABASE_URL.`,
    { retryable: true, cause, details: { place: placeOf(url), why } },
  );
};
