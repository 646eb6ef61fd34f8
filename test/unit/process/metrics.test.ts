import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../src/platform/metrics.js';

const linesOf = async (metrics: ReturnType<typeof createMetrics>, name: string): Promise<string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

describe('metrics', () => {
  it('count by label set', async () => {
    const metrics = createMetrics();
    const decisions = metrics.counter('decisions_total', 'Decisions taken.');
    decisions.add({ verdict: 'approved' });
    decisions.add({ verdict: 'approved' });
    decisions.add({ verdict: 'rejected' }, 3);
    expect(await linesOf(metrics, 'decisions_total')).toEqual([
      'decisions_total{verdict="approved"} 2',
      'decisions_total{verdict="rejected"} 3',
    ]);
  });

  it('ask for a gauge when somebody looks, and leave out one that fails', async () => {
    const metrics = createMetrics();
    let owed = 2;
    metrics.gauge('owed_steps', 'Steps owed.', async () => owed);
    metrics.gauge('broken', 'Cannot be read.', () => Promise.reject(new Error('no database')));
    expect(await linesOf(metrics, 'owed_steps')).toEqual(['owed_steps 2']);
    owed = 0;
    expect(await linesOf(metrics, 'owed_steps')).toEqual(['owed_steps 0']);
    expect(await metrics.text()).not.toContain('broken');
  });

  it('keep a label in one piece, whatever is in it', async () => {
    const metrics = createMetrics();
    metrics.counter('odd_total', 'Odd.').add({ name: 'a "b"\nc\\d' });
    expect(await linesOf(metrics, 'odd_total')).toEqual(['odd_total{name="a \\"b\\"\\nc\\\\d"} 1']);
  });

  it('refuse a name twice, and one that Prometheus would not read', () => {
    const metrics = createMetrics();
    metrics.counter('once_total', 'Once.');
    expect(() => metrics.counter('once_total', 'Twice.')).toThrow(RangeError);
    expect(() => metrics.counter('not-a-name', 'No.')).toThrow(RangeError);
  });

  it('say how the process itself is', async () => {
    const text = await createMetrics().text();
    for (const name of [
      'process_uptime_seconds',
      'process_resident_memory_bytes',
      'nodejs_eventloop_delay_p99_seconds',
    ]) {
      expect(text).toContain(`# TYPE ${name} gauge`);
    }
  });
});
