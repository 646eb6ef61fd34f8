import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { readExecution } from '../../../src/platform/execution/read-execution.js';
import { exitCodeOf } from '../../../src/platform/process/exit-code.js';
import { checkRedis } from '../../../src/platform/queue/check-redis.js';
import { type JobQueue, openQueue } from '../../../src/platform/queue/open-queue.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { freePort, type RedisServers, redisInstalled, redisServers } from '../../support/redis-servers.js';
import { waitFor } from '../../support/wait-for.js';
import { openExecution } from '../execution/approved-request.js';
import { type Desk, startDesk } from './start-desk.js';

const lines: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });

/** A certificate for 127.0.0.1 that only those trust who are told to. */
const certificate = (folder: string): { key: string; cert: string } => {
  const [key, cert] = [join(folder, 'redis.key'), join(folder, 'redis.crt')];
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '1'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...name],
    { stdio: 'ignore' },
  );
  return { key, cert };
};

/** Three masters that share the slots, as `redis-cli --cluster create` would make them. */
const startCluster = async (servers: RedisServers): Promise<readonly number[]> => {
  const nodes: { port: number; bus: number; client: Redis }[] = [];
  for (let index = 0; index < 3; index += 1) {
    const [port, bus] = [await freePort(), await freePort()];
    const file = ['--cluster-enabled', 'yes', '--cluster-config-file', `nodes-${port}.conf`];
    await servers.start(port, ...file, '--cluster-port', String(bus));
    nodes.push({ port, bus, client: new Redis(port, '127.0.0.1') });
  }
  const [first] = nodes;
  for (const [index, { port, bus, client }] of nodes.entries()) {
    await client.call('CLUSTER', 'ADDSLOTSRANGE', index * 5462, Math.min(index * 5462 + 5461, 16_383));
    await first?.client.call('CLUSTER', 'MEET', '127.0.0.1', port, bus);
  }
  const joined = async ({ client }: { client: Redis }) =>
    String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok');
  await waitFor(async () => (await Promise.all(nodes.map(joined))).every(Boolean), {
    what: 'the cluster',
    timeoutMs: 30_000,
  });
  for (const { client } of nodes) client.disconnect();
  return nodes.map(({ port }) => port);
};

describe.skipIf(!redisInstalled)('REDIS_URL names a Redis (needs redis-server)', () => {
  let own: TestDatabase;
  let db: Database;
  let servers: RedisServers;
  let desk: Desk | undefined;
  let queue: JobQueue | undefined;

  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 4, onError: () => {} });
  });
  const begin = async (): Promise<void> => {
    servers = await redisServers();
  };
  afterEach(async () => {
    await desk?.stop();
    desk = undefined;
    await queue?.close({ timeoutMs: 1_000 });
    queue = undefined;
    await servers.close();
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  const start = async (redisUrl: string, env: Record<string, string> = {}): Promise<void> => {
    desk = await startDesk({ DATABASE_URL: own.url, REDIS_URL: redisUrl, ...env });
  };
  const oneCancellation = async (): Promise<void> => {
    const { requestId } = await openExecution(db);
    await waitFor(async () => (await readExecution(db, requestId))?.state === 'settled', {
      timeoutMs: 30_000,
      what: 'the execution to be settled',
    });
  };
  const open = (redisUrl: string) =>
    openQueue({ databaseUrl: own.url, redisUrl, log }).then((opened) => {
      queue = opened;
      return opened;
    });
  const step = () => ({ kind: 'step' as const, executionId: newId(), step: 'stock', generation: 1 });

  it('over TLS with a password, whose certificate is checked', async () => {
    await begin();
    const { key, cert } = certificate(servers.folder);
    const port = await freePort();
    const tls = ['--tls-port', String(port), '--port', '0', '--tls-cert-file', cert, '--tls-key-file', key];
    await servers.start(port, ...tls, '--tls-auth-clients', 'no', '--requirepass', 'se:cr@t');
    const url = `rediss://:${encodeURIComponent('se:cr@t')}@127.0.0.1:${port}`;
    await expect(open(url)).rejects.toMatchObject({
      code: 'queue-unavailable',
      message: expect.stringContaining('self-signed certificate'),
    });
    await start(url, { NODE_EXTRA_CA_CERTS: cert });
    await oneCancellation();
  });

  it('by its Sentinels, and follows them to the new master when the first has died', async () => {
    await begin();
    const [one, two, watch] = [await freePort(), await freePort(), await freePort()];
    const master = await servers.start(one);
    await servers.start(two, '--replicaof', '127.0.0.1', String(one), '--repl-diskless-sync-delay', '0');
    // What the Sentinel finds when it first looks, it believes for ten seconds.
    const replica = new Redis(two, '127.0.0.1');
    await waitFor(async () => (await replica.info('replication')).includes('master_link_status:up'), {
      timeoutMs: 30_000,
      what: 'the replica to follow',
    });
    replica.disconnect();
    await servers.startSentinel(watch, 'desk', one);
    const sentinel = new Redis(watch, '127.0.0.1');
    await waitFor(
      async () => /master-link-status,ok/.test(String(await sentinel.call('SENTINEL', 'replicas', 'desk'))),
      { timeoutMs: 30_000, what: 'the Sentinel to know the replica' },
    );
    sentinel.disconnect();
    await start(`redis-sentinel://127.0.0.1:1,127.0.0.1:${watch}/desk`);
    await oneCancellation();
    const opened = await open(`redis-sentinel://127.0.0.1:${watch}/desk`);
    await master.kill();
    await waitFor(
      () =>
        opened.ping().then(
          () => true,
          () => false,
        ),
      {
        timeoutMs: 30_000,
        what: 'the new master',
      },
    );
    await oneCancellation();
  });

  it('Cluster by some of its nodes, all keys of the queue in one slot', async () => {
    await begin();
    const [one = 0, two = 0] = await startCluster(servers);
    await expect(open(`redis://127.0.0.1:${one}`)).rejects.toMatchObject({
      code: 'redis-is-cluster',
      retryable: false,
      message: expect.stringContaining('redis-cluster://'),
    });
    const url = `redis-cluster://127.0.0.1:1,127.0.0.1:${one},127.0.0.1:${two}`;
    await start(url);
    await oneCancellation();
    const opened = await open(url);
    await opened.add([{ ...step(), delayMs: 60_000 }]);
    expect((await opened.counts()).steps.delayed).toBe(1);
    await opened.ping();
  });

  it('that is too old, refuses us, takes no writes or may forget, and the start says what to change', async () => {
    await begin();
    const info = (text: string) => ({ info: async () => text });
    await expect(checkRedis(info('redis_version:6.0.16\r\n'), 'single')).rejects.toMatchObject({
      code: 'redis-too-old',
      retryable: false,
      message: 'Redis is version 6.0.16; Countermand needs 6.2 or newer.',
    });
    expect(await checkRedis(info('redis_version:6.2.0\r\nrole:master\r\n'), 'single')).toBeUndefined();

    const [port, replica] = [await freePort(), await freePort()];
    const policy = ['--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru'];
    await servers.start(port, ...policy, '--requirepass', 'right');
    await expect(open(`redis://:wrong@127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'redis-refused' });
    await expect(open(`redis://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'redis-refused' });
    for (const [url, code] of [
      [`redis://:right@127.0.0.1:${port}/99`, 'redis-no-such-database'],
      [`redis-cluster://:right@127.0.0.1:${port}`, 'redis-is-no-cluster'],
      [`redis-sentinel://:right@127.0.0.1:${port}/desk?sentinelPassword=right`, 'redis-is-no-sentinel'],
    ] as const) {
      const failure = await open(url).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code, retryable: false });
      expect(exitCodeOf(failure)).toBe(78);
    }
    // Sentinels that are away come back.
    await expect(open('redis-sentinel://127.0.0.1:1/desk')).rejects.toMatchObject({ retryable: true });
    // Those of the tests before may have lost theirs.
    lines.length = 0;
    await expect(open(`rediss://:right@127.0.0.1:${port}`)).rejects.toMatchObject({
      code: 'queue-unavailable',
      message: expect.stringContaining(`Redis at 127.0.0.1:${port}`),
      details: { redis: `127.0.0.1:${port}`, tls: 'asked for' },
    });
    expect(lines.join()).not.toContain('lost its connection');
    await open(`redis://:right@127.0.0.1:${port}/1`);
    expect(lines.join()).toContain('set maxmemory-policy noeviction');

    await servers.start(replica, '--replicaof', '127.0.0.1', String(port));
    await expect(open(`redis://127.0.0.1:${replica}`)).rejects.toMatchObject({
      code: 'queue-unavailable',
      message: expect.stringContaining('replica'),
    });
  });
});
