import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../src/platform/db/embedded/open-embedded.js';
import { readPostmaster, serves } from '../../../src/platform/db/embedded/postmaster.js';
import { migrationsFolder } from '../../../src/platform/db/migration-files.js';
import { waitFor } from '../../support/wait-for.js';
import { type EmbeddedProcess, embeddedProcesses, type Opened } from './embedded-process.js';

const AS_ROOT = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };
// A repository (or a Node) that only root can enter leaves no way to be somebody else in it.
const NOBODY_CAN =
  AS_ROOT &&
  spawnSync(process.execPath, ['-e', 'fs.readdirSync(process.argv[1])', migrationsFolder()], {
    ...NOBODY,
    cwd: '/',
  }).status === 0;

let processes: Awaited<ReturnType<typeof embeddedProcesses>>;
let folder: string;

const homeOf = async (name: string): Promise<string> => {
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  return home;
};

const opened = async (launched: EmbeddedProcess): Promise<Opened> => {
  const answer = await launched.answer;
  if ('code' in answer) throw new Error(`${answer.code}: ${answer.message}`);
  return answer;
};

// By its command line: one that ended and was not yet reaped still has its number.
const isAlive = (server: Opened): Promise<boolean> => serves(server.pid, join(server.folder, 'cluster/data'));

const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows[0]?.answer;
  } finally {
    await client.end();
  }
};

/** Where the files of this data folder are: as root they may have had to go elsewhere. */
const filesOf = async (home: string): Promise<string> => {
  const record = await readFile(join(home, 'postgres/place.json'), 'utf8').catch(() => undefined);
  return record === undefined ? join(home, 'postgres') : JSON.parse(record).folder;
};

const lockFile = (server: Opened): string => join(server.folder, 'cluster/data/postmaster.pid');

beforeAll(async () => {
  processes = await embeddedProcesses();
  folder = await mkdtemp(join(tmpdir(), 'countermand-embedded-'));
  if (AS_ROOT) await chmod(folder, 0o755);
});

afterAll(async () => {
  await processes.remove();
  // A test that failed may have left its server behind.
  for (const name of await readdir(folder)) {
    const files = await filesOf(join(folder, name));
    const left = await readPostmaster(join(files, 'cluster/data'));
    if (left !== undefined && (await serves(left.pid, files))) process.kill(left.pid, 'SIGQUIT');
    await rm(files, { recursive: true, force: true, maxRetries: 5 });
  }
  await rm(folder, { recursive: true, force: true });
});

describe('The built-in PostgreSQL', () => {
  it('is set up at the first start, stops with its last user, and keeps the data for the next start', async () => {
    const home = await homeOf('plain');
    const first = processes.launch(home, 'instance');
    const server = await opened(first);
    expect(server.progress).toContainEqual({ kind: 'postgres-set-up' });
    await ask(server.url, 'CREATE TABLE kept AS SELECT 7 AS answer');
    expect(await ask(server.url, `SELECT lower('ÄÖÜ') || pg_encoding_to_char(6) AS answer`)).toBe('äöüUTF8');
    await first.release();
    expect(await isAlive(server)).toBe(false);

    const second = processes.launch(home, 'instance');
    const again = await opened(second);
    expect(again.progress).toEqual([]);
    expect(await ask(again.url, 'SELECT answer FROM kept')).toBe(7);
    await second.release();
  });

  it('keeps its password to its owner, and asks for it', async () => {
    const home = await homeOf('plain');
    const one = processes.launch(home, 'visitor');
    const server = await opened(one);
    expect((await stat(join(server.folder, 'cluster/password'))).mode & 0o777).toBe(0o600);
    const stranger = new URL(server.url);
    stranger.password = 'guessed';
    await expect(ask(stranger.toString(), 'SELECT 1')).rejects.toThrow('password authentication failed');
    await one.release();
  });

  it('outlives a start that is killed, and the next start takes it over', async () => {
    const home = await homeOf('plain');
    const killed = processes.launch(home, 'instance');
    const server = await opened(killed);
    await killed.kill();
    expect(await isAlive(server)).toBe(true);

    const next = processes.launch(home, 'instance');
    expect((await opened(next)).pid).toBe(server.pid);
    await next.release();
    expect(await isAlive(server)).toBe(false);
  });

  it('outlives Ctrl-C, which reaches every process of the terminal', async () => {
    const home = await homeOf('plain');
    const interrupted = processes.launch(home, 'instance');
    const server = await opened(interrupted);
    const { pid } = interrupted.child;
    if (pid === undefined) throw new Error('not started');
    process.kill(-pid, 'SIGINT');
    await waitFor(() => interrupted.child.signalCode === 'SIGINT');
    expect(await ask(server.url, 'SELECT 1 AS answer')).toBe(1);
    const last = processes.launch(home, 'visitor');
    await opened(last);
    await last.release();
    expect(await isAlive(server)).toBe(false);
  });

  it('serves one instance: a second is refused with the number and host of the first, which goes on', async () => {
    const home = await homeOf('plain');
    const first = processes.launch(home, 'instance');
    const server = await opened(first);
    const second = processes.launch(home, 'instance');
    expect(await second.answer).toMatchObject({
      code: 'instance-held',
      message: expect.stringContaining(`process ${first.child.pid} on ${hostname()}`),
      details: { pid: first.child.pid, host: hostname() },
    });
    expect(await ask(server.url, 'SELECT 1 AS answer')).toBe(1);
    await first.release();
  });

  it('stays for the server when a command that started it leaves first', async () => {
    const home = await homeOf('plain');
    const command = processes.launch(home, 'visitor');
    const server = await opened(command);
    const instance = processes.launch(home, 'instance');
    expect((await opened(instance)).pid).toBe(server.pid);
    await command.release();
    expect(await ask(server.url, 'SELECT 1 AS answer')).toBe(1);
    await instance.release();
    expect(await isAlive(server)).toBe(false);
  });

  it('stays for a command when the server that started it leaves first', async () => {
    const home = await homeOf('plain');
    const instance = processes.launch(home, 'instance');
    const server = await opened(instance);
    const command = processes.launch(home, 'visitor');
    expect((await opened(command)).pid).toBe(server.pid);
    await instance.release();
    expect(await ask(server.url, 'SELECT 1 AS answer')).toBe(1);
    await command.release();
    expect(await isAlive(server)).toBe(false);
  });

  it('is one and the same for commands that come and go at the same moment', async () => {
    const home = await homeOf('crowd');
    const answers = await Promise.all(
      [1, 2, 3].map(async () => {
        const command = processes.launch(home, 'visitor');
        const server = await opened(command);
        const answer = await ask(server.url, 'SELECT 1 AS answer');
        await command.release();
        return answer;
      }),
    );
    expect(answers).toEqual([1, 1, 1]);
    const last = processes.launch(home, 'instance');
    await opened(last);
    await last.release();
  });
});

describe('After an accident, the built-in PostgreSQL', () => {
  it('is missed at once by the instance whose server is killed', async () => {
    const lost: Error[] = [];
    const instance = await openEmbedded({
      home: await homeOf('plain'),
      mode: 'instance',
      onProgress: () => {},
      onLost: (error) => lost.push(error),
      durable: false,
    });
    process.kill(instance.pid, 'SIGKILL');
    await waitFor(() => lost.length === 1, { what: 'the loss to be told' });
    await instance.release();
  });

  it('is set up afresh when the first set-up was killed in the middle', async () => {
    const home = await homeOf('half');
    const killed = processes.launch(home, 'instance');
    await waitFor(async () =>
      (await readdir(await filesOf(home))).some((name) => name.startsWith('cluster.new-')),
    );
    await killed.kill();
    const next = processes.launch(home, 'instance');
    const server = await opened(next);
    expect(await ask(server.url, 'SELECT 1 AS answer')).toBe(1);
    await next.release();
    const later = processes.launch(home, 'instance');
    await opened(later);
    await later.release();
    expect((await readdir(server.folder)).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
  });

  it('starts over a lock file whose number now belongs to another program', async () => {
    const home = await homeOf('half');
    const data = join(await filesOf(home), 'cluster/data');
    await writeFile(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1767225600\n5432\n\n127.0.0.1\n`);
    const next = processes.launch(home, 'instance');
    const server = await opened(next);
    expect(server.pid).not.toBe(process.pid);
    await next.release();
  });

  it('recovers what was committed when the server itself was killed', async () => {
    const home = await homeOf('half');
    const first = processes.launch(home, 'instance', { durable: true });
    const server = await opened(first);
    await ask(server.url, 'CREATE TABLE committed AS SELECT 8 AS answer');
    process.kill(server.pid, 'SIGKILL');
    await first.kill();
    const next = processes.launch(home, 'instance');
    expect(await ask((await opened(next)).url, 'SELECT answer FROM committed')).toBe(8);
    await next.release();
  });

  it('is restarted when somebody removed its lock file while it ran', async () => {
    const home = await homeOf('half');
    const killed = processes.launch(home, 'instance');
    const server = await opened(killed);
    await killed.kill();
    await rm(lockFile(server));
    const next = processes.launch(home, 'instance');
    const restarted = await opened(next);
    expect(restarted.progress).toContainEqual({ kind: 'postgres-restarting', pid: server.pid });
    expect(restarted.pid).not.toBe(server.pid);
    expect(await isAlive(server)).toBe(false);
    await next.release();
  });

  it('says what is wrong when it cannot start, and where its log is', async () => {
    const home = await homeOf('half');
    await writeFile(join(await filesOf(home), 'cluster/data/PG_VERSION'), '9\n');
    const broken = processes.launch(home, 'instance');
    expect(await broken.answer).toMatchObject({
      code: 'database-unavailable',
      message: expect.stringMatching(/not compatible.*server\.log/),
    });
  });
});

describe('Whoever starts it, the built-in PostgreSQL', () => {
  it.runIf(NOBODY_CAN)(
    'as an ordinary user, runs as that user, also in a folder that only they can enter',
    async () => {
      const home = await homeOf('ordinary');
      await chown(home, NOBODY.uid, NOBODY.gid);
      await chmod(home, 0o700);
      const one = processes.launch(home, 'instance', NOBODY);
      const server = await opened(one);
      expect(server.folder).toBe(join(home, 'postgres'));
      expect((await stat(join(server.folder, 'cluster/data'))).uid).toBe(NOBODY.uid);
      await one.release();
      expect(await isAlive(server)).toBe(false);

      // Root who comes later leaves it to its owner.
      const root = processes.launch(home, 'instance');
      const again = await opened(root);
      expect((await stat(`/proc/${again.pid}`)).uid).toBe(NOBODY.uid);
      await root.release();
      const owner = processes.launch(home, 'instance', NOBODY);
      await opened(owner);
      await owner.release();
    },
  );

  it.runIf(AS_ROOT)('as root, runs as a user of its own, never as root', async () => {
    const home = await homeOf('plain');
    const one = processes.launch(home, 'instance');
    const server = await opened(one);
    expect((await stat(`/proc/${server.pid}`)).uid).not.toBe(0);
    await one.release();
  });

  it.runIf(AS_ROOT)(
    'as root in a folder closed to others, lives elsewhere, says so and comes back there',
    async () => {
      const home = await homeOf('closed');
      await chmod(home, 0o700);
      const first = processes.launch(home, 'instance');
      const server = await opened(first);
      expect(server.folder).toMatch(/^\/var\/lib\/countermand\//);
      expect(server.progress).toContainEqual(
        expect.objectContaining({ kind: 'postgres-elsewhere', home, folder: server.folder }),
      );
      await ask(server.url, 'CREATE TABLE kept AS SELECT 9 AS answer');
      await first.release();
      const second = processes.launch(home, 'instance');
      const again = await opened(second);
      expect(again.folder).toBe(server.folder);
      expect(await ask(again.url, 'SELECT answer FROM kept')).toBe(9);
      await second.release();
    },
  );

  it.runIf(NOBODY_CAN)(
    'as somebody whom the data folder is closed to, is refused with the reason',
    async () => {
      const home = await homeOf('foreign');
      await chmod(home, 0o700);
      const stranger = processes.launch(home, 'visitor', NOBODY);
      expect(await stranger.answer).toMatchObject({
        code: 'data-folder-unusable',
        message: expect.stringContaining(home),
      });
    },
  );
});
