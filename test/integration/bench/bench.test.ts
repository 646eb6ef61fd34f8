import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { BenchReport } from '../../../src/edges/cli/bench-report.js';
import { createBlankDatabase, createTestDatabase } from '../../support/database.js';
import { runProgram } from '../process/program.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SMALLEST = '--rounds 1 --cancellations 2 --imported 8 --remembered 4 --orders 300,1200'.split(' ');

const bench = async (...typed: string[]) => {
  const run = runProgram(
    process.execPath,
    ['bin/countermand.mjs', 'bench', '--json', ...SMALLEST, ...typed],
    {
      cwd: ROOT,
    },
  );
  const exitCode = await run.ended;
  if (run.out() === '') throw new Error(`the bench ended with ${exitCode}: ${run.err()}`);
  return {
    exitCode,
    err: run.err(),
    report: JSON.parse(run.out()) as BenchReport & { ok: boolean; error?: string },
  };
};

const databasesOfBenches = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (
      (await client.query(`SELECT 1 FROM pg_database WHERE datname LIKE 'countermand\\_bench\\_%'`))
        .rowCount ?? 0
    );
  } finally {
    await client.end();
  }
};

describe('the bench', () => {
  it('gives each figure beside its limit, with what was promised, and leaves nothing behind', async () => {
    const empty = await createBlankDatabase();
    const { exitCode, err, report } = await bench(
      '--only',
      'cancel,lookup,import,memory',
      '--database',
      empty.url,
    );
    expect({ exitCode, err: exitCode === 0 ? '' : err }).toEqual({ exitCode: 0, err: '' });
    expect(report.ok).toBe(true);
    expect(report.machine).toMatchObject({
      cores: expect.any(Number),
      postgres: expect.stringMatching(/^\d+/),
      redis: null,
    });
    expect(report.figures.map(({ code, orders, goal }) => [code, orders, goal?.ratio ?? null])).toEqual([
      ['cancel-postgres', null, 0.3],
      ['cancel-transactions', null, null],
      ['lookup-p50', 300, null],
      ['lookup-p95', 300, 2],
      ['lookup-p50', 1200, null],
      ['lookup-p95', 1200, 2],
      ['lookup-growth', 1200, 3],
      ['import', null, null],
      ['memory-heap', null, 1.1],
      ['memory-rss', null, 1.25],
    ]);
    for (const { ours, limit, ratio } of report.figures) {
      for (const figure of [ours, limit])
        expect(figure).toEqual({ median: expect.any(Number), rounds: [figure.median] });
      expect(ratio.median).toBeCloseTo(ours.median / limit.median, 1);
    }
    expect(report.skipped).toEqual([{ code: 'cancel-redis', why: 'no-redis' }]);
    expect(report.memory.map(({ cancellations }) => cancellations).at(-1)).toBe(4);
    expect(await databasesOfBenches(empty.url)).toBe(0);
    await empty.drop();
  }, 240_000);

  it('touches no database that holds anything', async () => {
    const used = await createTestDatabase();
    const { exitCode, report } = await bench('--only', 'import', '--database', used.url);
    expect(exitCode).toBe(1);
    expect(report).toMatchObject({ ok: false, error: 'bench-database-not-empty' });
    await used.drop();
  });

  it('names the parts there are to who asks for another', async () => {
    const { exitCode, err } = await bench('--only', 'speed');
    expect(exitCode).toBe(2);
    expect(err).toContain('ack, cancel, lookup, import, start, memory');
  });
});
