import { asError } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.js';

interface Runnable {
  /**
   * `abort` fires when the process is told to stop before it has started: give up at the next safe point, by throwing.
   * `fail` may be called at any time later, when something broke without which there is no going on.
   */
  start(abort: AbortSignal, fail: (error: Error) => void): Promise<void>;
  /** Drains. Called once, after `start` has ended one way or the other, so also after it has failed half-way. */
  stop(): Promise<void>;
}

interface Options {
  readonly log: Log;
  /** How long the drain may take before the process ends anyway; what is cut off then continues at the next start. */
  readonly drainMs?: number;
  /** Where signals and last-resort errors come from, and how the process ends at once; the process itself but in tests. */
  readonly host?: Pick<NodeJS.Process, 'on' | 'off' | 'exit'>;
}

/** Ctrl-C, a supervisor, a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl-C in a terminal reaches us twice when npm is the parent: from the terminal and from npm. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Starts, waits for SIGINT, SIGTERM or SIGHUP, drains, and gives the exit code. A second signal ends the process at once.
 * An error that nobody caught is logged and drains too. What `start` throws is thrown, after the drain.
 */
export const runUntilSignal = async (
  runnable: Runnable,
  { log, drainMs = 25_000, host = process }: Options,
): Promise<ExitCode> => {
  let firstSignalAt: number | undefined;
  let exitCode: ExitCode = EXIT.done;
  const abort = new AbortController();
  const finished = new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve()));

  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstSignalAt === undefined) {
      firstSignalAt = performance.now();
      log.info({ signal }, 'stopping: finishing what is under way');
      abort.abort();
    } else if (performance.now() - firstSignalAt > SAME_SIGNAL_MS) {
      log.warn({ signal }, 'stopped at once, on the second signal');
      host.exit(EXIT.failed);
    }
  };
  const onUncaught = (thrown: unknown): void => {
    log.fatal({ err: asError(thrown) }, 'an error that nobody caught: stopping');
    exitCode = EXIT.failed;
    abort.abort();
  };
  const fail = (error: Error): void => {
    log.fatal({ err: error }, 'cannot go on: stopping');
    exitCode = exitCodeOf(error);
    abort.abort();
  };
  for (const signal of SIGNALS) host.on(signal, onSignal);
  host.on('uncaughtException', onUncaught).on('unhandledRejection', onUncaught);

  const starting = runnable.start(abort.signal, fail);
  try {
    await Promise.race([starting, finished]);
    await finished;
  } finally {
    const late = setTimeout(() => {
      log.error({ drainMs }, 'the drain took too long: what was cut off continues at the next start');
      host.exit(EXIT.failed);
    }, drainMs);
    // A start that was cut off by the signal ends in its own way; only the drain still matters.
    await Promise.allSettled([starting]);
    await runnable.stop();
    if (abort.signal.aborted) log.info('stopped');
    clearTimeout(late);
    for (const signal of SIGNALS) host.off(signal, onSignal);
    host.off('uncaughtException', onUncaught).off('unhandledRejection', onUncaught);
  }
  return exitCode;
};
