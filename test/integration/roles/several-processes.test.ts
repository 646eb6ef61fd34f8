import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { listMembers } from '../../../src/features/access/member-store.js';
import { verify } from '../../../src/features/verify/verify.js';
import { openDatabase } from '../../../src/platform/db/client.js';
import type { Person } from '../../../src/sandbox/acting/person.js';
import type { Seen } from '../../../src/sandbox/acting/seen.js';
import { createMailbox } from '../../../src/sandbox/mailbox/mailbox.js';
import { createSandbox } from '../../../src/sandbox/sandbox.js';
import { at, importSecondCompany } from '../../support/cancel-journey.js';
import { type Life, liveThrough, STORIES } from '../../support/company-journey/live-through.js';
import { peopleAtWork } from '../../support/company-journey/people-at-work.js';
import { createTestDatabase } from '../../support/database.js';
import { freePort, type RedisServer, redisInstalled, redisServers } from '../../support/redis-servers.js';
import { openRoundRobin } from '../../support/round-robin.js';
import { CANCELLABLE } from '../../support/second-data-set/second-data-set.js';
import { read } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';
import type { Way } from '../../support/ways.js';
import { type Program, runProgram } from '../process/program.js';
import { counted, wrongWith } from './what-processes-say.js';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
/** A busy person. */
const BETWEEN_MS = 150;
const READY = /^Countermand is ready: (\S+)$/m;
const ROLES = ['bot', 'worker', 'worker', 'bot', 'worker'] as const;

const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the company has too few orders');
  return value;
};

const ACTS = new Set(['command', 'click', 'fill', 'submit']);

/** Somebody who does once more what Slack said had failed. */
const tryingAgain = (person: Person, unheard: (seen: Seen) => void): Person =>
  new Proxy(person, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (!ACTS.has(String(name))) return value.bind(target);
      return async (...args: unknown[]): Promise<Seen> => {
        const seen: Seen = await value.apply(target, args);
        if (seen.outcome !== 'failed' && seen.outcome !== 'timed-out') return seen;
        unheard(seen);
        return seen.outcome === 'failed' ? value.apply(target, args) : seen;
      };
    },
  });

/** A company's Slack, its database, its queue and its mail, and as many processes of the product as are started. */
const openCompany = async (way: Way) => {
  const close: (() => Promise<unknown>)[] = [];
  const database = await createTestDatabase();
  close.push(() => database.drop());
  const db = openDatabase({ url: database.url, poolSize: 4, onError: () => {} });
  close.push(() => db.close());
  await importSecondCompany(db);
  const mailbox = await createMailbox();
  close.push(() => mailbox.close());
  const members = await listMembers(db.prisma);
  const sandbox = createSandbox({
    // A machine on which seven processes start may be slow; not to be answered at all is what counts here.
    acknowledgeWithinMs: 15_000,
    people: async () => members.map(({ email, name }) => ({ email, name, title: '', locale: 'en-US' })),
  });
  await sandbox.listen();
  close.push(() => sandbox.close());
  const { apiUrl, appToken, botToken, signingSecret } = sandbox.credentials;
  const balancer = way.transport === 'http' ? await openRoundRobin() : undefined;
  if (balancer !== undefined) {
    close.push(() => balancer.close());
    sandbox.control.setRequestUrl(`${balancer.url}/slack/events`);
  }
  let redis: RedisServer | undefined;
  if (way.queue === 'redis') {
    const servers = await redisServers();
    close.push(() => servers.close());
    redis = await servers.start(await freePort());
  }
  const running = new Set<Program>();
  close.push(async () => {
    for (const program of running) program.signal('SIGKILL');
    await Promise.all([...running].map(({ ended }) => ended));
  });
  const start = async (role: 'bot' | 'worker') => {
    const program = runProgram('node', ['dist/main.js', 'start', '--role', role], {
      cwd: REPOSITORY,
      env: {
        PORT: '0',
        LOG_LEVEL: 'error',
        DATABASE_URL: database.url,
        ...(redis === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
        SLACK_BOT_TOKEN: botToken,
        SLACK_API_URL: apiUrl,
        ...(way.transport === 'http'
          ? { SLACK_SIGNING_SECRET: signingSecret }
          : { SLACK_APP_TOKEN: appToken }),
        SMTP_URL: mailbox.url,
        MAIL_FROM: 'orders@countermand.example',
      },
    });
    running.add(program);
    void program.ended.then(() => running.delete(program));
    const [, url = ''] = await program.seen(READY);
    if (role === 'bot') balancer?.add(url);
    return { program, url, role };
  };
  return {
    db,
    sandbox,
    mailbox,
    redis,
    start,
    /** PostgreSQL lets nobody into it any more. */
    loseDatabase: () => database.drop(),
    async close() {
      for (const one of close.reverse()) await one();
    },
  };
};

const WAYS: readonly { title: string; way: Way; possible: boolean }[] = [
  {
    title: 'over Socket Mode and one Redis (needs redis-server)',
    way: { transport: 'socket', queue: 'redis' },
    possible: redisInstalled,
  },
  {
    title: 'over HTTP behind a balancer, with the queue in PostgreSQL',
    way: { transport: 'http', queue: 'postgres' },
    possible: true,
  },
];

describe('two bots and three workers', { timeout: 400_000 }, () => {
  let company: Awaited<ReturnType<typeof openCompany>> | undefined;
  afterEach(async () => {
    await company?.close();
    company = undefined;
  }, 60_000);

  for (const { title, way, possible } of WAYS) {
    it.skipIf(!possible)(
      `are restarted one after the other while people work, ${title}: everybody is answered, nothing is done twice`,
      async () => {
        company = await openCompany(way);
        const { db, sandbox, mailbox, redis, start, loseDatabase } = company;
        let processes = await Promise.all(ROLES.map(start));
        const unheard: Seen[] = [];
        const patient = {
          as: (email: string) => tryingAgain(sandbox.as(email), (seen) => unheard.push(seen)),
        };
        const people = peopleAtWork(patient);
        const deciders = {
          manager: [at('anna.holt'), at('wei.zhang')],
          finance: [at('paul.marks'), at('yuki.sato')],
        };
        const unpaid = CANCELLABLE.filter(({ paid }) => paid === 0n).map(
          ({ number, owner, decidedBy }): Life => ({ number, owner: at(owner), decidedBy, story: 'settled' }),
        );
        const lives = unpaid.slice(0, 6);
        // One who is asked about by a card.
        const later = unpaid.slice(6).find(({ decidedBy }) => decidedBy.length > 0);
        const sentAll = () =>
          waitFor(
            async () =>
              (await db.prisma.delivery.count({ where: { state: { in: ['pending', 'unknown'] } } })) === 0,
            { what: 'every message to have gone out', timeoutMs: 60_000 },
          );

        // Two who look at orders all the time, so that there is always somebody to be left without an answer.
        let restarted = false;
        let looks = 0;
        const lookOn = async (email: string): Promise<void> => {
          const person = patient.as(email);
          while (!restarted) {
            await pause(BETWEEN_MS);
            await person.command('/order S-1034');
            looks += 1;
          }
        };
        const restartAll = async (): Promise<void> => {
          const next = [];
          for (const { program, role } of processes) {
            program.signal('SIGTERM');
            expect(await program.ended, `${role}: ${program.err()}`).toBe(0);
            next.push(await start(role));
          }
          processes = next;
          restarted = true;
        };
        await Promise.all([
          restartAll(),
          lookOn(at('omar.haddad')),
          lookOn(at('ines.vega')),
          ...lives.map((life) => liveThrough({ db, people, deciders }, life)),
        ]);

        // What crosses our goodbye on the wire nobody hears, and Slack says so itself: for each of the two bots the moment
        // between its last look at the connection and Slack's, in which hardly ever anybody clicks. A balancer passes on
        // what could not be delivered.
        expect(unheard.length, JSON.stringify(unheard)).toBeLessThanOrEqual(way.transport === 'http' ? 0 : 1);
        for (const { notice } of unheard) expect(notice).toContain('dispatch_failed');
        expect(looks).toBeGreaterThan(20);
        await sentAll();
        // Each request once, done; each letter and each card once; and the ledgers agree.
        const requests = await db.prisma.request.findMany();
        expect(requests.map(({ state }) => state)).toEqual(lives.flatMap(() => STORIES.settled));
        const cards = sandbox.control.allMessages('order-approvals').map(read);
        for (const { number, decidedBy } of lives)
          expect(
            cards.filter((card) => card.includes(`Cancel ${number}?`)),
            number,
          ).toHaveLength(decidedBy.length === 0 ? 0 : 1);
        const subjects = mailbox.messages().map(({ subject }) => subject);
        expect(subjects).toHaveLength(new Set(subjects).size);
        expect((await verify(db)).checks.filter((check) => !check.ok)).toEqual([]);

        // All of them say so themselves.
        const urls = processes.map(({ url }) => url);
        const workers = processes.filter(({ role }) => role === 'worker').map(({ url }) => url);
        const bots = processes.filter(({ role }) => role === 'bot').map(({ url }) => url);
        const wrong = (of: readonly string[]) => Promise.all(of.map(wrongWith));
        expect(await wrong(urls)).toEqual(urls.map(() => undefined));
        expect((await counted(workers))('countermand_requests', 'state="done"')).toBe(
          lives.length * workers.length,
        );

        // What happens from now on is counted where it happens.
        const before = await counted(urls);
        sandbox.control.addFault({
          method: 'chat.postMessage',
          kind: 'rate-limited',
          times: 1,
          retryAfterSeconds: 1,
        });
        await liveThrough({ db, people, deciders }, present(later));
        await sentAll();
        const after = await counted(urls);
        const more = (name: string, label: string) => after(name, label) - before(name, label);
        expect(more('countermand_slack_acknowledgement_seconds_count', 'kind="command"')).toBe(1);
        expect(more('countermand_slack_rate_limits_total', 'method="chat.postMessage"')).toBe(1);
        expect(more('countermand_delivery_tries_total', 'outcome="again"')).toBeGreaterThanOrEqual(1);
        expect(more('countermand_delivery_tries_total', 'outcome="sent"')).toBeGreaterThan(2);
        expect(more('countermand_step_seconds_count', 'outcome="done"')).toBeGreaterThanOrEqual(3);

        // Whatever they need they miss as soon as it is away, and say so; whoever does not need it works on.
        const told = (of: readonly string[], check: string, reason: RegExp) =>
          waitFor(
            async () => {
              for (const said of await wrong(of)) expect(said?.[check]).toMatch(reason);
              return true;
            },
            { what: `every one to miss the ${check}`, timeoutMs: 30_000 },
          );
        if (redis !== undefined) {
          await redis.kill();
          await told(workers, 'queue', /^Redis .*is not connected/);
          for (const said of await wrong(bots)) expect(said?.queue).toBeUndefined();
        }
        if (way.transport === 'socket') {
          await sandbox.close();
          await told(bots, 'slack', /./);
        }
        await loseDatabase();
        await told(urls, 'database', /./);
      },
    );
  }
});
