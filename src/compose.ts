import { countWork } from './compose/count-work.js';
import { loadDemoCompany } from './compose/load-demo-company.js';
import { openMetrics } from './compose/open-metrics.js';
import { openSandbox } from './compose/open-sandbox.js';
import { openSlack } from './compose/open-slack.js';
import { openWorker } from './compose/open-worker.js';
import { openAttendedWorker } from './compose/sandbox-desk/attended-worker.js';
import type { Config } from './config.js';
import { createSlackSender } from './edges/slack/messages/create-slack-sender.js';
import { ensureAdmins } from './features/access/ensure-admins.js';
import { Failure } from './kernel/errors.js';
import { makeDataFolder } from './platform/data-folder.js';
import { searchHealth } from './platform/db/search-health.js';
import { createHealth } from './platform/health.js';
import { mountOperatorPages } from './platform/http/operator-pages.js';
import { createHttpServer } from './platform/http/server.js';
import type { Log } from './platform/log.js';
import { closeAll } from './platform/process/close-all.js';
import type { OnProgress } from './platform/progress.js';
import { reachDatabase } from './platform/reach-database.js';

interface ComposeOptions {
  readonly role: 'all' | 'bot' | 'worker';
  readonly log: Log;
  /** Told what is under way, for the person who waits for the start. */
  readonly onProgress: OnProgress;
}

export interface Composed {
  /**
   * Everything up, in order; gives the address of the HTTP server. Throws a Failure, after which `stop` cleans up.
   * `abort`: give up at the next safe point. `fail`: told when something breaks later without which it cannot go on.
   */
  start(abort: AbortSignal, fail: (error: Error) => void): Promise<{ url: string }>;
  /** Drains and closes in the reverse order; works after a start that failed half-way too. */
  stop(): Promise<void>;
}

/** With the queue's own, at most 40 connections to PostgreSQL a process. */
const POOL = 16;

/** The one composition root: builds every part from the configuration and hands each what it needs. */
export const compose = async (
  config: Config,
  { role, log, onProgress }: ComposeOptions,
): Promise<Composed> => {
  const health = createHealth();
  const server = createHttpServer(log);
  const metrics = openMetrics();
  mountOperatorPages(server, { health, metrics });
  // What was opened, in order; each entry closes its part.
  const opened: Array<() => Promise<unknown>> = [];
  const opening = <T>(part: T, close: (part: T) => Promise<unknown>): T => {
    opened.push(() => close(part));
    return part;
  };

  return {
    async start(abort, fail) {
      if (role !== 'all' && config.slack.mode === 'sandbox') throw sandboxIsWhole(role);
      // The port first: when it is taken, nothing else has been touched.
      const { url } = await server.listen(config.http);
      // The sandbox keeps its workspace there, wherever the database is.
      if (config.slack.mode === 'sandbox') await makeDataFolder(config.home);
      abort.throwIfAborted();
      const reached = opening(
        await reachDatabase({
          url: config.databaseUrl,
          home: config.home,
          mode: 'instance',
          preparation: 'upgrade',
          poolSize: POOL,
          onProgress,
          onLost: (error) => fail(databaseLost(error)),
          log,
        }),
        ({ release }) => release(),
      );
      // The sandbox is served by it, and Slack's last answers travel over it: it closes after both.
      opening(server, () => server.close());
      const { database } = reached;
      health.register('database', async () => {
        await database.ping();
        return { ok: true };
      });
      const { admins, baseCurrency } = config;
      health.register('search', () => searchHealth(database));
      const { reason } = await searchHealth(database);
      if (reason !== undefined) log.warn(reason);
      if (
        config.slack.mode === 'sandbox' &&
        (await loadDemoCompany(database, { admins, baseCurrency, log }))
      ) {
        onProgress({ kind: 'demo-loaded' });
      }
      await ensureAdmins(database, admins);
      abort.throwIfAborted();

      const sandbox =
        config.slack.mode === 'sandbox'
          ? opening(
              await openSandbox({
                server,
                url,
                home: config.home,
                database,
                admins,
                baseCurrency,
                log,
              }),
              (part) => part.close(),
            )
          : undefined;
      const slackConfig = config.slack.mode === 'sandbox' ? sandbox?.slack : config.slack;
      if (slackConfig === undefined) throw sandboxIsWhole(role);
      const { connection, deps } = await openSlack({
        slack: slackConfig,
        sandbox: sandbox !== undefined,
        database,
        baseCurrency,
        metrics,
        log,
      });
      abort.throwIfAborted();

      if (role !== 'bot') {
        const mail = sandbox === undefined ? config.mail : { smtpUrl: sandbox.smtpUrl, from: SANDBOX_SENDER };
        const worker = opening(
          await openAttendedWorker(
            () =>
              openWorker({
                database,
                databaseUrl: reached.url,
                redisUrl: config.redisUrl,
                slack: createSlackSender(deps),
                mail,
                metrics,
                log,
              }),
            log,
          ),
          (part) => part.stop(),
        );
        sandbox?.attend({ worker, recall: deps.people.recall });
        health.register('queue', async () => {
          const reason = await worker.ping();
          return { ok: true, ...(reason === undefined ? {} : { reason }) };
        });
        countWork(metrics, { database, worker });
        worker.start();
      }
      if (role !== 'worker') {
        opening(connection, (part) => part.drain());
        const { handle } = connection;
        if (handle !== undefined) server.mount('/slack/events', handle);
        health.register('slack', () => connection.health());
        await connection.start();
      }
      abort.throwIfAborted();
      health.setState('ready');
      log.info({ role, url, slack: config.slack.mode }, 'started');
      return { url };
    },
    async stop() {
      health.setState('draining');
      await closeAll([...opened.splice(0).reverse(), () => server.close()]);
    },
  };
};

const SANDBOX_SENDER = 'Countermand <orders@countermand.example>';

const sandboxIsWhole = (role: ComposeOptions['role']): Failure =>
  new Failure(
    'configuration',
    'The sandbox workspace runs in one process: leave --role away, or set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
    { retryable: false, details: { problems: [], role } },
  );

/** Our claim on the data folder went with the connection: another instance may take it, so this one must end. */
const databaseLost = (cause: Error): Failure =>
  new Failure('database-unavailable', `the embedded PostgreSQL went away: ${cause.message}`, {
    retryable: true,
    cause,
  });
