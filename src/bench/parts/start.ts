import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FigureCode } from '../../edges/cli/bench-report.js';
import { openEmbedded } from '../../platform/db/embedded/open-embedded.js';
import { figureOf } from '../measure/figure.js';
import { timed } from '../measure/timed.js';
import type { Bench, Found } from '../part.js';
import { runProgram } from '../processes/run-program.js';

/** The program as an operator starts it, built. */
export const PROGRAM = fileURLToPath(new URL('../../main.js', import.meta.url));
const READY = /Countermand is ready: /;

/** From nothing to ready and from a stop to ready, beside a bare Node and the same PostgreSQL made and started alone. */
export const measureStarts = async ({ ground, options, tell }: Bench): Promise<Found> => {
  const times = {
    first: [] as number[],
    later: [] as number[],
    bareFirst: [] as number[],
    bareLater: [] as number[],
  };
  for (let round = 1; round <= options.rounds; round += 1) {
    tell(`start: round ${round} of ${options.rounds}`);
    const home = join(ground.folder, `start-${round}`);
    times.first.push(await startedIn(home));
    const bare = join(ground.folder, `bare-${round}`);
    times.bareFirst.push(await bareIn(bare));
    times.later.push(await startedIn(home));
    times.bareLater.push(await bareIn(bare));
    await rm(home, { recursive: true, force: true });
    await rm(bare, { recursive: true, force: true });
  }
  const figure = (code: FigureCode, ours: readonly number[], limit: readonly number[]) =>
    figureOf({ part: 'start', code, unit: 's', goal: null }, ours.map(seconds), limit.map(seconds));
  return {
    figures: [
      figure('start-first', times.first, times.bareFirst),
      figure('start-later', times.later, times.bareLater),
    ],
  };
};

const seconds = (ms: number): number => ms / 1_000;

/** Milliseconds from the start of the process to its last line of the start. */
const startedIn = async (home: string): Promise<number> => {
  const began = performance.now();
  const program = runProgram([PROGRAM, 'start', '--json'], { COUNTERMAND_HOME: home, PORT: '0' });
  await program.said(READY);
  const took = performance.now() - began;
  await program.stop();
  return took;
};

const bareIn = (home: string): Promise<number> => {
  let release = async (): Promise<void> => undefined;
  return timed(async () => {
    await runProgram(['-e', '0'], {}).ended;
    ({ release } = await openEmbedded({ home, mode: 'instance', onProgress: () => undefined }));
  }).finally(() => release());
};
