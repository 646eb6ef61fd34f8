import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../src/bench/measure/figure.js';
import type { BenchReport } from '../../../src/edges/cli/bench-report.js';
import { sayBench } from '../../../src/edges/cli/bench-words.js';
import { readerOf } from '../../../src/edges/cli/reader.js';

const report: BenchReport = {
  machine: {
    cores: 2,
    processor: 'Some CPU',
    memoryGb: 7.8,
    system: 'Linux 6.1',
    node: '20.19.0',
    postgres: '18.4',
    redis: null,
  },
  startedAt: '2026-01-02T03:04:05.000Z',
  seconds: 61,
  options: { parts: ['ack'], rounds: 3, orders: [1_000], cancellations: 1, imported: 1, remembered: 1 },
  figures: [
    figureOf(
      { part: 'ack', code: 'ack-p50', unit: 'ms', goal: { kind: 'at-most', ratio: 1.5 } },
      [10, 20, 60],
      [10, 10, 20],
    ),
    figureOf(
      { part: 'cancel', code: 'cancel-postgres', unit: 'per-second', goal: { kind: 'at-least', ratio: 0.3 } },
      [40, 50, 60],
      [100, 100, 100],
    ),
  ],
  skipped: [{ code: 'cancel-redis', why: 'no-redis' }],
  failed: [],
  memory: [],
};

describe('the table of the bench', () => {
  it('shows the middle of the ratios with their range, and says where a goal is missed', () => {
    const lines = sayBench(report, readerOf('en')).split('\n');
    expect(lines.slice(0, 2)).toEqual([
      '2 cores (Some CPU), 7.8 GB, Linux 6.1; Node 20.19.0, PostgreSQL 18.4, Redis none',
      '2026-01-02, rounds: 3, 2 min',
    ]);
    expect(lines).toContain(
      '| Acknowledgement, 50 people at once, p50 | 20 ms | 10 ms | 2.00× | 1.00×–3.00× | ≤ 1.5× | **no** |',
    );
    expect(lines).toContain(
      '| Complete cancellations, queue in PostgreSQL | 50/s | 100/s | 0.50× | 0.40×–0.60× | ≥ 0.3× | yes |',
    );
    expect(lines).toContain(
      '| Complete cancellations, queue in Redis |  |  |  |  |  | not measured: no REDIS_URL |',
    );
  });

  it('names the part that failed beside the figures of the others', () => {
    const said = sayBench({ ...report, failed: [{ part: 'lookup', error: 'no room' }] }, readerOf('en'));
    expect(said).toContain('| 20 ms | 10 ms |');
    expect(said).toContain('No figure for lookup: no room');
  });
});
