/** What can be measured, in the order in which it is. */
export const BENCH_PARTS = ['ack', 'cancel', 'lookup', 'import', 'start', 'memory'] as const;
export type BenchPart = (typeof BENCH_PARTS)[number];

export interface BenchOptions {
  readonly parts: readonly BenchPart[];
  /** How often each figure and its limit are taken, one after the other. */
  readonly rounds: number;
  /** Numbers of orders among which one is looked up, the fewest first. */
  readonly orders: readonly number[];
  /** Orders cancelled by each way in one round. */
  readonly cancellations: number;
  /** Orders imported in one round. */
  readonly imported: number;
  /** Orders cancelled while memory is watched. */
  readonly remembered: number;
  /** An empty database beside which the bench makes its own; a PostgreSQL of its own otherwise. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
}

/** What is measured; each has its title in the catalogues. */
export type FigureCode =
  | 'ack-p50'
  | 'ack-p99'
  | 'cancel-postgres'
  | 'cancel-redis'
  | 'cancel-transactions'
  | 'lookup-p50'
  | 'lookup-p95'
  | 'lookup-growth'
  | 'import'
  | 'start-first'
  | 'start-later'
  | 'memory-heap'
  | 'memory-rss';

/** The middle of all rounds, and each. */
export interface Series {
  readonly median: number;
  readonly rounds: readonly number[];
}

/** One line of the table. */
export interface Figure {
  readonly part: BenchPart;
  readonly code: FigureCode;
  /** Among how many orders, where that matters. */
  readonly orders: number | null;
  readonly unit: 'ms' | 's' | 'per-second' | 'MB';
  readonly ours: Series;
  /** What cannot be beaten, from the same run. */
  readonly limit: Series;
  /** Ours to the limit, round by round: the middle one, the lowest and the highest. */
  readonly ratio: { readonly median: number; readonly low: number; readonly high: number };
  /** What the ratio is to be; null where nothing was promised. */
  readonly goal: { readonly kind: 'at-most' | 'at-least'; readonly ratio: number } | null;
  readonly met: boolean | null;
}

/** On what it was measured. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  /** Null without one. */
  readonly redis: string | null;
}

export interface BenchReport {
  readonly machine: Machine;
  readonly startedAt: string;
  readonly seconds: number;
  readonly options: Omit<BenchOptions, 'databaseUrl' | 'redisUrl'>;
  readonly figures: readonly Figure[];
  /** What could not be measured here. */
  readonly skipped: readonly { readonly code: FigureCode; readonly why: 'no-redis' }[];
  /** Parts that gave no figure because of a failure, with what it said; the others stand. */
  readonly failed: readonly { readonly part: BenchPart; readonly error: string }[];
  /** The course of memory, one sample every thousand cancellations; empty where it was not watched. */
  readonly memory: readonly {
    readonly cancellations: number;
    readonly heapMb: number;
    readonly rssMb: number;
  }[];
}
