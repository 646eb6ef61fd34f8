import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countWork } from '../../../src/compose/count-work.js';
import { openMetrics } from '../../../src/compose/open-metrics.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import type { Metrics } from '../../../src/platform/metrics.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openExecution } from '../execution/approved-request.js';

const OPERATIONS = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const ALERTS = readFileSync(new URL('../../../deploy/alerts.yaml', import.meta.url), 'utf8');
/** Name and labels, by the table of the document. */
const documented = [...OPERATIONS.matchAll(/^\| `(countermand_\w+)` \| ([^|]+) \|/gm)].map(
  ([, name = '', labels = '']) =>
    `${name} ${[...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label).join()}`,
);

/** The numbers of a process that counts the work of this company. */
const openCounting = (database: Database): Metrics => {
  const metrics = openMetrics();
  const states = () => ({ waiting: 3, active: 0, delayed: 0, failed: 1 });
  countWork(metrics, {
    database,
    worker: { counts: async () => ({ steps: states(), messages: states() }) },
  });
  return metrics;
};

const oneOfEach = (metrics: Metrics): void => {
  metrics.acknowledged('command', 20);
  metrics.acknowledgedLate('action');
  metrics.rateLimited('chat.postMessage');
  metrics.stepTried('stock', 'done', 30);
  metrics.jobFailed('step', false);
  metrics.deliveryTried('sent');
  metrics.flowFailed('request.created');
};

/** Names with their labels, without values. */
const linesOf = (text: string): string[] =>
  [...text.matchAll(/^(countermand_\S+) \S+$/gm)].map(([, line = '']) => line);

describe('/metrics', () => {
  let own: TestDatabase;
  let db: Database;
  let metrics: Metrics;
  beforeAll(async () => {
    own = await createTestDatabase();
    db = openDatabase({ url: own.url, poolSize: 2, onError: () => {} });
  });
  afterAll(async () => {
    await db.close();
    await own.drop();
  });

  it('has everything that an alert asks for at 0 in a new company, so that a first failure is an increase', async () => {
    const fresh = openCounting(db);
    const before = await fresh.text();
    const asked = [...ALERTS.matchAll(/\b(countermand_\w+)(?:\{(\w+="\w+")\})?/g)];
    const missing = asked
      .map(([, name = '', label = '']) => ({ name, label }))
      .filter(
        ({ name, label }) => !linesOf(before).some((line) => line.startsWith(name) && line.includes(label)),
      );
    expect(missing).toEqual([]);
    expect(before).toMatch(/^countermand_requests\{state="attention"\} 0$/m);
    oneOfEach(fresh);
    expect(linesOf(await fresh.text())).toEqual(linesOf(before));
  });

  it('has nothing of the company while its database does not answer', async () => {
    const lost = openDatabase({ url: own.url, poolSize: 1, onError: () => {} });
    await lost.close();
    const gauges = linesOf(await openCounting(lost).text()).filter((line) =>
      /^countermand_(requests|outbox|messages)/.test(line),
    );
    expect(gauges).toEqual([]);
  });

  describe('of a company at work', () => {
    beforeAll(async () => {
      await openExecution(db);
      metrics = openCounting(db);
      oneOfEach(metrics);
    });

    /** The value of one line, undefined where there is none. */
    const value = async (line: string): Promise<string | undefined> =>
      (await metrics.text())
        .split('\n')
        .find((one) => one.startsWith(`${line} `))
        ?.slice(line.length + 1);

    it('counts what the table in docs/operations.md explains, by the labels that it names, and nothing else', async () => {
      const text = await metrics.text();
      const names = [...text.matchAll(/^# TYPE (countermand_\w+) /gm)].map(([, name = '']) => name);
      const counted = names.map((name) => {
        const [, labels = ''] = new RegExp(`^${name}(?:_bucket)?(?:\\{(.*)\\})? `, 'm').exec(text) ?? [];
        const own = [...labels.matchAll(/(\w+)="/g)]
          .map(([, label]) => label)
          .filter((label) => label !== 'le');
        return `${name} ${own.join()}`;
      });
      expect(counted.sort()).toEqual([...documented].sort());
    });

    it('tells how the company stands', async () => {
      expect(await value('countermand_requests{state="approved"}')).toBe('1');
      expect(await value('countermand_outbox_events')).toBe('1');
      expect(Number(await value('countermand_outbox_oldest_seconds'))).toBeLessThan(60);
      expect(await value('countermand_messages_waiting')).toBe('0');
      expect(await value('countermand_queue_jobs{lane="steps",state="waiting"}')).toBe('3');
    });

    it('tells times in seconds', async () => {
      expect(await value('countermand_slack_acknowledgement_seconds_sum{kind="command"}')).toBe('0.02');
      expect(await value('countermand_slack_acknowledgement_seconds_bucket{le="0.01",kind="command"}')).toBe(
        '0',
      );
      expect(await value('countermand_step_seconds_count{step="stock",outcome="done"}')).toBe('1');
    });
  });
});
