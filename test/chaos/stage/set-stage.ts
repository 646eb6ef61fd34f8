import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMailbox, type Mailbox } from '../../../src/sandbox/mailbox/mailbox.js';
import type { ReceivedMail } from '../../../src/sandbox/mailbox/read-mail.js';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { openTcpProxy, type TcpProxy } from '../../support/tcp-proxy/tcp-proxy.js';
import type { Company } from '../company.js';
import type { LogBook } from '../log-book.js';
import type { ChaosOptions } from '../options.js';
import { freePort } from './free-port.js';
import { type ChaosPostgres, startPostgres } from './postgres.js';
import { type Member, type Role, startMember } from './product.js';
import { type ChaosRedis, startRedis } from './redis.js';

export type LineName = 'postgres' | 'redis' | 'smtp' | 'slack';

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
  close(): Promise<void>;
}

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
export const setStage = async (options: {
  readonly repository: string;
  readonly folder: string;
  readonly queue: ChaosOptions['queue'];
  readonly company: Company;
  readonly book: LogBook;
}): Promise<Stage> => {
  const { repository, folder, queue, company, book } = options;
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const postgres = await startPostgres(join(folder, 'postgres'));
    closing.push(() => postgres.stop());
    const redis = queue === 'redis' ? await startRedis(folder) : undefined;
    if (redis !== undefined) closing.push(() => redis.kill());
    const mailbox = await createMailbox();
    closing.push(() => mailbox.close());
    const mails: ReceivedMail[] = [];
    mailbox.onMail((mail) => void mails.push(mail));

    const slackPort = await freePort();
    const line = async (port: number): Promise<TcpProxy> => {
      const proxy = await openTcpProxy({ port });
      closing.push(() => proxy.close());
      return proxy;
    };
    const lines = {
      postgres: await line(postgres.port),
      smtp: await line(Number(new URL(mailbox.url).port)),
      slack: await line(slackPort),
      ...(redis === undefined ? {} : { redis: await line(redis.port) }),
    };
    const sandbox = createSandbox({
      people: async () => company.people.map(({ email, name }) => ({ email, name, locale: 'en-US' })),
      // So that the address of the WebSocket leads through the proxy too.
      publicUrl: () => `http://127.0.0.1:${lines.slack.port}`,
      mailbox,
    });
    await sandbox.listen(slackPort);
    closing.push(() => sandbox.close());

    const { botToken, appToken } = sandbox.credentials;
    const home = join(folder, 'home');
    await mkdir(home, { recursive: true });
    const shared = { COUNTERMAND_HOME: home, LOG_LEVEL: 'info' };
    const command: Stage['command'] = async (...words) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...shared, DATABASE_URL: postgres.url() };
      try {
        const { stdout } = await run(process.execPath, ['dist/main.js', ...words], {
          cwd: repository,
          env,
          maxBuffer: 64 * 1024 * 1024,
        });
        return { code: 0, out: stdout };
      } catch (error) {
        // Safe: what execFile rejects with has both when the program ran and failed.
        const {
          code = 1,
          stdout = '',
          stderr = '',
        } = error as { code?: number; stdout?: string; stderr?: string };
        return { code, out: `${stdout}${stderr}` };
      }
    };
    const imported = await command('import', company.folder);
    if (imported.code !== 0) throw new Error(`the company was not imported: ${imported.out}`);

    const members = ROLES[queue].map(([name, role]) =>
      startMember({
        name,
        role,
        repository,
        logs: folder,
        book,
        env: {
          ...shared,
          DATABASE_URL: postgres.url(lines.postgres.port),
          ...(lines.redis === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${lines.redis.port}` }),
          SMTP_URL: `smtp://127.0.0.1:${lines.smtp.port}`,
          MAIL_FROM: 'Storm Trading <orders@storm.example>',
          SLACK_API_URL: `http://127.0.0.1:${lines.slack.port}/api/`,
          SLACK_BOT_TOKEN: botToken,
          SLACK_APP_TOKEN: appToken,
        },
      }),
    );
    closing.push(() => Promise.all(members.map((member) => member.stop())));
    return { sandbox, mailbox, mails, postgres, redis, lines, members, command, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
};
