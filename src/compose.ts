import type { Config } from './config.js';
import { Failure } from './kernel/errors.js';
import { createHealth } from './platform/health.js';
import { mountOperatorPages } from './platform/http/operator-pages.js';
import { createHttpServer } from './platform/http/server.js';
import type { Log } from './platform/log.js';
import { createMetrics } from './platform/metrics.js';
import { type ReachedDatabase, reachDatabase } from './platform/reach-database.js';

interface ComposeOptions {
  readonly role: 'all' | 'bot' | 'worker';
  readonly log: Log;
  /** A line for the person who waits for the start. */
  readonly onProgress: (line: string) => void;
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

/** The one composition root: builds every part from the configuration and hands each what it needs. */
export const compose = async (
  config: Config,
  { role, log, onProgress }: ComposeOptions,
): Promise<Composed> => {
  const health = createHealth();
  const metrics = createMetrics();
  const server = createHttpServer(log);
  mountOperatorPages(server, { health, metrics });
  let reached: ReachedDatabase | undefined;

  return {
    async start(abort, fail) {
      // The port first: when it is taken, nothing else has been touched.
      const { url } = await server.listen(config.http);
      abort.throwIfAborted();
      reached = await reachDatabase({
        url: config.databaseUrl,
        home: config.home,
        mode: 'instance',
        poolSize: 10,
        onProgress,
        onLost: (error) => fail(databaseLost(error)),
        onError: (error) => log.error({ err: error }, 'an idle database connection failed'),
      });
      abort.throwIfAborted();
      const { database } = reached;
      health.register('database', async () => {
        await database.ping();
        return { ok: true };
      });
      health.setState('ready');
      log.info({ role, url, slack: config.slack.mode }, 'started');
      return { url };
    },
    async stop() {
      health.setState('draining');
      await server.close();
      await reached?.release();
    },
  };
};

/** Our claim on the data folder went with the connection: another instance may take it, so this one must end. */
const databaseLost = (cause: Error): Failure =>
  new Failure('database-unavailable', `the embedded PostgreSQL went away: ${cause.message}`, {
    retryable: true,
    cause,
  });
