import type { BenchReport, FigureCode } from '../../edges/cli/bench-report.js';
import { seededDatabase } from '../ground/seeded.js';
import { figureOf } from '../measure/figure.js';
import { median } from '../measure/quantile.js';
import type { Bench, Found } from '../part.js';
import { openChild } from '../processes/child.js';
import type { MemoryQuestion } from '../processes/memory.js';

/** Looked at so often while the orders are cancelled. */
const SAMPLES = 10;
/** Caches and compiled code take their place in the first samples. */
const SETTLED_AFTER = 2;

/** What a process holds at the end of many cancellations beside what it held when it had settled. */
export const measureMemory = async ({ ground, options, tell }: Bench): Promise<Found> => {
  const { remembered: cancellations } = options;
  tell(`memory: cancelling ${cancellations} orders`);
  const databaseUrl = await seededDatabase(ground, cancellations);
  const child = openChild<MemoryQuestion, BenchReport['memory']>('./memory.js', ['--expose-gc']);
  try {
    const every = Math.max(1, Math.ceil(cancellations / SAMPLES));
    const memory = await child.ask({ databaseUrl, cancellations, every });
    const figure = (
      code: FigureCode,
      mb: (sample: BenchReport['memory'][number]) => number,
      ratio: number,
    ) => {
      const held = memory.map(mb);
      const settled = held.slice(SETTLED_AFTER, SETTLED_AFTER + 3);
      return figureOf(
        { part: 'memory', code, unit: 'MB', goal: { kind: 'at-most', ratio } },
        [median(held.slice(-3))],
        [median(settled)],
      );
    };
    return {
      figures: [
        figure('memory-heap', ({ heapMb }) => heapMb, FLAT_HEAP),
        figure('memory-rss', ({ rssMb }) => rssMb, FLAT_RSS),
      ],
      memory,
    };
  } finally {
    await child.stop();
    await ground.drop(databaseUrl);
  }
};

/** A heap is flat when it ends no larger than this; what the process holds of the system comes and goes more. */
const FLAT_HEAP = 1.1;
const FLAT_RSS = 1.25;
