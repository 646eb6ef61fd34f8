import type { BenchOptions, BenchPart, BenchReport } from '../edges/cli/bench-report.js';
import { asError } from '../kernel/errors.js';
import type { Log } from '../platform/log.js';
import type { OnProgress } from '../platform/progress.js';
import { openGround } from './ground/ground.js';
import { readMachine } from './machine.js';
import type { Bench, Found } from './part.js';
import { measureAcknowledgement } from './parts/ack.js';
import { measureCancellations } from './parts/cancel.js';
import { measureImport } from './parts/import.js';
import { measureLookUps } from './parts/look-up.js';
import { measureMemory } from './parts/memory.js';
import { measureStarts } from './parts/start.js';

const PARTS: Readonly<Record<BenchPart, (bench: Bench) => Promise<Found>>> = {
  ack: measureAcknowledgement,
  cancel: measureCancellations,
  lookup: measureLookUps,
  import: measureImport,
  start: measureStarts,
  memory: measureMemory,
};

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** As shells say it of Ctrl-C. */
const INTERRUPTED = 130;

/**
 * Measures the product on databases of its own, each figure beside its limit from the same run, and throws these
 * databases away. Throws `bench-database-not-empty` where `databaseUrl` names one that holds anything.
 */
export const runBench = async (
  options: BenchOptions,
  {
    log,
    tell,
    onProgress,
  }: { readonly log: Log; readonly tell: (line: string) => void; readonly onProgress: OnProgress },
): Promise<BenchReport> => {
  const began = new Date();
  const ground = await openGround(options.databaseUrl, onProgress);
  // Whoever ends it in the middle is left with no server, no database and no folder of ours.
  const giveUp = (): void => void ground.close().finally(() => process.exit(INTERRUPTED));
  for (const signal of SIGNALS) process.once(signal, giveUp);
  try {
    const machine = await readMachine(ground.postgresVersion, options.redisUrl);
    const found: Found[] = [];
    const failed: { readonly part: BenchPart; readonly error: string }[] = [];
    for (const part of options.parts) {
      try {
        found.push(await PARTS[part]({ ground, options, log, tell }));
      } catch (error) {
        // What the others measure in an hour is not to be lost with it.
        log.error({ part, err: asError(error) }, 'a part of the bench failed');
        failed.push({ part, error: asError(error).message });
      }
    }
    const { databaseUrl: _database, redisUrl: _redis, ...asked } = options;
    return {
      machine,
      startedAt: began.toISOString(),
      seconds: Math.round((Date.now() - began.getTime()) / 1_000),
      options: asked,
      figures: found.flatMap(({ figures }) => figures),
      skipped: found.flatMap(({ skipped = [] }) => skipped),
      failed,
      memory: found.flatMap(({ memory = [] }) => memory),
    };
  } finally {
    for (const signal of SIGNALS) process.off(signal, giveUp);
    await ground.close();
  }
};
