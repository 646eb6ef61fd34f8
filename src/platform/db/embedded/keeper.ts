import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { Failure } from '../../../kernel/errors.js';

/** `instance`: the one server process of a data folder. `visitor`: a command beside it. */
export type Mode = 'instance' | 'visitor';

// Session advisory locks: PostgreSQL gives them back by itself when their holder dies.
const PRESENCE = 7_266_001;
const INSTANCE = 7_266_002;
const STRAGGLERS_MS = 1_000;
const NAME = /^countermand (?:instance|visitor) (\d+)@(.*)$/;
const Holders = z.array(z.object({ name: z.string() }));
const Flag = z.tuple([z.object({ yes: z.boolean() })]);
const Count = z.tuple([z.object({ others: z.int() })]);

/** One connection that says who is here for as long as it lives. */
export interface Keeper {
  /** Gives the presence back; true when nobody else is on the server, and then nobody can come before it has ended. */
  leave(): Promise<boolean>;
  close(): Promise<void>;
}

const refuseSecond = async (client: pg.Client): Promise<Failure> => {
  const { rows } = await client.query(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted`,
    [INSTANCE],
  );
  const [, pid, host] = NAME.exec(Holders.parse(rows)[0]?.name ?? '') ?? [];
  const holder = pid === undefined ? 'unknown' : `process ${pid} on ${host}`;
  return new Failure(
    'instance-held',
    `another instance (${holder}) holds this data folder: stop it first, or set COUNTERMAND_HOME to another folder`,
    { retryable: true, details: pid === undefined ? {} : { pid: Number(pid), host } },
  );
};

const flag = async (client: pg.Client, sql: string, key: number): Promise<boolean> =>
  Flag.parse((await client.query(`SELECT ${sql} AS yes`, [key])).rows)[0].yes;

const SOMEBODY_WAITS = `EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted)`;

const isAlone = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query(
    `SELECT count(*)::int AS others FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  return Count.parse(rows)[0].others === 0;
};

/**
 * Connects and announces this process. Waits while somebody is stopping the server (and then fails to connect, which
 * the caller answers by starting one). Throws `instance-held` when mode is `instance` and another one is there.
 * `onLost` hears when the connection breaks without having been closed.
 */
export const openKeeper = async (
  url: string,
  mode: Mode,
  onLost: (error: Error) => void,
): Promise<Keeper> => {
  const name = `countermand ${mode} ${process.pid}@${hostname()}`.slice(0, 63);
  const client = new pg.Client({ connectionString: url, application_name: name, keepAlive: true });
  let open = false;
  client.on('error', (error) => {
    if (open) onLost(error);
    open = false;
  });
  const close = async (): Promise<void> => {
    open = false;
    // The server may be gone already, by our own doing.
    await client.end().catch(() => {});
  };
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [PRESENCE]);
    if (mode === 'instance' && !(await flag(client, 'pg_try_advisory_lock($1)', INSTANCE))) {
      throw await refuseSecond(client);
    }
  } catch (error) {
    await close();
    throw error;
  }
  open = true;

  const leave = async (): Promise<boolean> => {
    if (!open) return false;
    open = false;
    await client.query('SELECT pg_advisory_unlock_all()');
    // Held until the server is down: who comes meanwhile waits for it, and then starts another.
    if (!(await flag(client, 'pg_try_advisory_lock($1)', PRESENCE))) return false;
    const deadline = Date.now() + STRAGGLERS_MS;
    while (!(await isAlone(client))) {
      if (Date.now() > deadline || (await flag(client, SOMEBODY_WAITS, PRESENCE))) return false;
      await pause(25);
    }
    return true;
  };
  return { leave, close };
};
