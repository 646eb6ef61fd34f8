import pg from 'pg';
import { KEEP_ALIVE } from '../db/open-pool.js';
import { OUTBOX_CHANNEL } from './append-event.js';

const CONNECT_TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 10_000;

interface Listening {
  /** Ends the connection; resolves when it is closed. */
  stop(): Promise<void>;
}

/**
 * Calls `onEvent` whenever any process committed an event. One connection of its own, made again with growing pauses
 * when it breaks (`onError` hears of it); what was missed meanwhile is left to the relay's polling, hence the call
 * after each connect.
 */
export const listenForEvents = (options: {
  readonly url: string;
  readonly onEvent: () => void;
  readonly onError: (error: Error) => void;
}): Listening => {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  const connect = async (): Promise<void> => {
    const mine = new pg.Client({
      connectionString: options.url,
      ...KEEP_ALIVE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: `countermand relay ${process.pid}`,
    });
    client = mine;
    let over = false;
    const again = (error?: Error): void => {
      if (over || stopped) return;
      over = true;
      if (error !== undefined) options.onError(error);
      mine.end().catch(() => undefined);
      timer = setTimeout(start, Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures));
      failures += 1;
    };
    mine.on('error', again);
    mine.on('end', () => again());
    mine.on('notification', options.onEvent);
    try {
      await mine.connect();
      await mine.query(`LISTEN ${OUTBOX_CHANNEL}`);
      failures = 0;
      options.onEvent();
    } catch (thrown) {
      again(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  let connecting: Promise<void> = Promise.resolve();
  const start = (): void => {
    connecting = connect();
  };
  start();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
};
