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
import { freePort, redisInstalled, redisServers } from '../../support/redis-servers.js';
import { openRoundRobin } from '../../support/round-robin.js';
import { CANCELLABLE } from '../../support/second-data-set/second-data-set.js';
import { read } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';
import type { Way } from '../../support/ways.js';
import { type Program, runProgram } from '../process/program.js';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
/** A busy person. */
const BETWEEN_MS = 150;
const READY = /^Countermand is ready: (\S+)$/m;
const ROLES = ['bot', 'worker', 'worker', 'bot', 'worker'] as const;

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

/** One line of a worker's /metrics as a number. */
const metric = async (url: string, line: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1));
};

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
  let redisUrl: string | undefined;
  if (way.queue === 'redis') {
    const servers = await redisServers();
    close.push(() => servers.close());
    redisUrl = `redis://127.0.0.1:${(await servers.start(await freePort())).port}`;
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
        ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
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
    start,
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
        const { db, sandbox, mailbox, start } = company;
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
        const lives = CANCELLABLE.filter(({ paid }) => paid === 0n)
          .slice(0, 6)
          .map(
            ({ number, owner, decidedBy }): Life => ({
              number,
              owner: at(owner),
              decidedBy,
              story: 'settled',
            }),
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

        // What Slack sends into a connection while it is being closed nobody hears, and Slack says so itself; a balancer
        // passes on what could not be delivered.
        expect(unheard.length, JSON.stringify(unheard)).toBeLessThanOrEqual(way.transport === 'http' ? 0 : 2);
        for (const { notice } of unheard) expect(notice).toContain('dispatch_failed');
        expect(looks).toBeGreaterThan(20);
        await waitFor(
          async () =>
            (await db.prisma.delivery.count({ where: { state: { in: ['pending', 'unknown'] } } })) === 0,
          { what: 'every message to have gone out', timeoutMs: 60_000 },
        );
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
        for (const { url, role } of processes) {
          expect((await fetch(`${url}/readyz`)).status, role).toBe(200);
          if (role === 'worker')
            expect(await metric(url, 'countermand_requests{state="done"}')).toBe(lives.length);
        }
      },
    );
  }
});
