import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMailbox, type Mailbox } from '../../../src/sandbox/mailbox/mailbox.js';
import type { ReceivedMail } from '../../../src/sandbox/mailbox/read-mail.js';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { linesOf } from '../../support/log-scan/log-folder.js';
import { openRoundRobin } from '../../support/round-robin.js';
import { openTcpProxy, type TcpProxy } from '../../support/tcp-proxy/tcp-proxy.js';
import type { Company } from '../company.js';
import type { LogBook } from '../log-book.js';
import type { ChaosOptions } from '../options.js';
import { createBelongings } from './belongings.js';
import { freePort } from './free-port.js';
import { type Patience, patiently } from './patiently.js';
import { type ChaosPostgres, startPostgres } from './postgres.js';
import { type Member, type Role, startMember } from './product.js';
import { type ChaosRedis, startRedis } from './redis.js';

/** `slack` leads from the product to Slack; `events`, over HTTP, from Slack to the product. */
export type LineName = 'postgres' | 'redis' | 'smtp' | 'slack' | 'events';

/** The whole company: the product in several processes, everything it talks to, and a proxy on every line between. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  /** Every mail that was taken, oldest first. */
  readonly mails: readonly ReceivedMail[];
  readonly postgres: ChaosPostgres;
  readonly redis: ChaosRedis | undefined;
  readonly lines: Readonly<Partial<Record<LineName, TcpProxy>>>;
  readonly members: readonly Member[];
  /** Runs a command of the product beside it; gives its exit code and what it printed. */
  command(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string }>;
  /** What no log may show, by what it is. */
  readonly secrets: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** No goal: it bounds the wait on a machine that may do many other things. */
const COMMAND_WITHIN_MS = 5 * 60_000;

const run = promisify(execFile);

const ROLES: Readonly<Record<ChaosOptions['queue'], readonly (readonly [string, Role])[]>> = {
  redis: [
    ['bot-1', 'bot'],
    ['bot-2', 'bot'],
    ['worker-1', 'worker'],
    ['worker-2', 'worker'],
  ],
  postgres: [
    ['all-1', 'all'],
    ['all-2', 'all'],
    ['all-3', 'all'],
  ],
};

/** Starts everything; the product's processes are up, but not yet ready, when it resolves. */
export const setStage = async (
  options: Pick<ChaosOptions, 'queue' | 'transport'> & {
    readonly repository: string;
    readonly folder: string;
    readonly company: Company;
    readonly book: LogBook;
  },
  patience: Patience,
): Promise<Stage> => {
  const { repository, folder, queue, transport, company, book } = options;
  const { begin, add, close } = createBelongings(patience);
  try {
    const logs = linesOf(folder);
    await mkdir(logs, { recursive: true });
    const postgres = await begin(
      'PostgreSQL',
      () => startPostgres(join(folder, 'postgres')),
      (server) => server.stop(),
    );
    const redis =
      queue === 'redis'
        ? await begin(
            'Redis',
            () => startRedis(folder),
            (server) => server.kill(),
          )
        : undefined;
    const mailbox = await begin('the mail server', createMailbox, (server) => server.close());
    const mails: ReceivedMail[] = [];
    mailbox.onMail((mail) => void mails.push(mail));

    const balancer =
      transport === 'http'
        ? await begin('the balancer', openRoundRobin, (server) => server.close())
        : undefined;
    const slackPort = await freePort();
    const line = (port: number): Promise<TcpProxy> =>
      begin(
        `the line to port ${port}`,
        () => openTcpProxy({ port }),
        (proxy) => proxy.close(),
      );
    const lines = {
      postgres: await line(postgres.port),
      smtp: await line(Number(new URL(mailbox.url).port)),
      slack: await line(slackPort),
      ...(redis === undefined ? {} : { redis: await line(redis.port) }),
      ...(balancer === undefined ? {} : { events: await line(Number(new URL(balancer.url).port)) }),
    };
    const sandbox = createSandbox({
      people: async () => company.people.map(({ email, name }) => ({ email, name, locale: 'en-US' })),
      // So that the address of the WebSocket leads through the proxy too.
      publicUrl: () => `http://127.0.0.1:${lines.slack.port}`,
      ...(lines.events === undefined
        ? {}
        : { requestUrl: `http://127.0.0.1:${lines.events.port}/slack/events` }),
      mailbox,
    });
    await begin(
      'the sandbox',
      () => sandbox.listen(slackPort),
      () => sandbox.close(),
    );

    const { botToken, appToken, signingSecret } = sandbox.credentials;
    const home = join(folder, 'home');
    await mkdir(home, { recursive: true });
    const shared = { COUNTERMAND_HOME: home, LOG_LEVEL: 'info' };
    const command: Stage['command'] = async (...words) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...shared, DATABASE_URL: postgres.url() };
      const ran = await patiently(`countermand ${words[0]}`, COMMAND_WITHIN_MS, patience, async () =>
        run(process.execPath, ['dist/main.js', ...words], {
          cwd: repository,
          env,
          maxBuffer: 64 * 1024 * 1024,
          timeout: COMMAND_WITHIN_MS,
          signal: patience.signal,
        }).then(
          ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
          // Safe: what execFile rejects with has these when the program ran and failed.
          (error: { code?: number; stdout?: string; stderr?: string }) => error,
        ),
      );
      const { code = 1, stdout = '', stderr = '' } = ran;
      await writeFile(join(logs, `${words[0]}.log`), `${stdout}${stderr}`, { flag: 'a' });
      return { code, out: code === 0 ? stdout : `${stdout}${stderr}` };
    };
    const imported = await command('import', company.folder);
    if (imported.code !== 0) throw new Error(`the company was not imported: ${imported.out}`);

    const members = ROLES[queue].map(([name, role]) =>
      startMember({
        name,
        role,
        repository,
        folder,
        logs,
        book,
        audience: role === 'worker' ? undefined : balancer,
        env: {
          ...shared,
          DATABASE_URL: postgres.url(lines.postgres.port),
          ...(lines.redis === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${lines.redis.port}` }),
          SMTP_URL: `smtp://127.0.0.1:${lines.smtp.port}`,
          MAIL_FROM: 'Storm Trading <orders@storm.example>',
          SLACK_API_URL: `http://127.0.0.1:${lines.slack.port}/api/`,
          SLACK_BOT_TOKEN: botToken,
          ...(transport === 'http' ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: appToken }),
        },
      }),
    );
    add('the product', () => Promise.all(members.map((member) => member.stop())));
    const secrets = {
      'a bot token': botToken,
      'an app token': appToken,
      'a signing secret': signingSecret,
      'the password of the database': decodeURIComponent(new URL(postgres.url()).password),
    };
    return { sandbox, mailbox, mails, postgres, redis, lines, members, command, secrets, close };
  } catch (error) {
    await close();
    throw error;
  }
};
