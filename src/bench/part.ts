import type { BenchOptions, BenchReport, Figure } from '../edges/cli/bench-report.js';
import type { Log } from '../platform/log.js';
import type { Ground } from './ground/ground.js';

/** What every part has at hand. */
export interface Bench {
  readonly ground: Ground;
  readonly options: BenchOptions;
  readonly log: Log;
  /** A line for the person who waits. */
  readonly tell: (line: string) => void;
}

/** What a part found out. */
export interface Found {
  readonly figures: readonly Figure[];
  readonly skipped?: BenchReport['skipped'];
  readonly memory?: BenchReport['memory'];
}
