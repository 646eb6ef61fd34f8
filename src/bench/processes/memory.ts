import type { BenchReport } from '../../edges/cli/bench-report.js';
import { createLog } from '../../platform/log.js';
import { openProduct } from '../cancel/product.js';
import { orderNumber } from '../ground/company.js';
import { answerQuestions } from './child.js';

export interface MemoryQuestion {
  readonly databaseUrl: string;
  readonly cancellations: number;
  readonly every: number;
}

const MB = 1024 * 1024;

/** Cancels so many orders by the product in this process, and looks at its memory again and again, after a collection. */
answerQuestions(
  async ({ databaseUrl, cancellations, every }: MemoryQuestion): Promise<BenchReport['memory']> => {
    const product = await openProduct({ databaseUrl, log: createLog({ level: 'error', descriptor: 2 }) });
    const samples = [];
    for (let first = 0; first < cancellations; first += every) {
      const count = Math.min(every, cancellations - first);
      await product.cancel(
        await product.prepare(Array.from({ length: count }, (_, at) => orderNumber(first + at))),
      );
      globalThis.gc?.();
      const { heapUsed, rss } = process.memoryUsage();
      samples.push({
        cancellations: first + count,
        heapMb: Math.round(heapUsed / MB),
        rssMb: Math.round(rss / MB),
      });
    }
    await product.close();
    return samples;
  },
);
