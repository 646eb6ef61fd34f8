import { describe, expect, it } from 'vitest';
import { lastingReading } from '../../../src/platform/lasting-reading.js';

describe('a number that is read for whoever looks', () => {
  it('is read once for all who ask at the same time, and again when it is old', async () => {
    let reads = 0;
    const read = async (): Promise<number[]> => {
      reads += 1;
      return [reads];
    };
    const lasting = lastingReading(read, { lastsMs: 60_000 });
    expect(await Promise.all([lasting(), lasting()])).toEqual([[1], [1]]);
    expect(await lasting()).toEqual([1]);
    const fleeting = lastingReading(read, { lastsMs: 0 });
    expect(await fleeting()).toEqual([2]);
    expect(await fleeting()).toEqual([3]);
  });

  it('is absent while what it is read from fails or hangs, instead of old', async () => {
    const answers = [
      async () => [1],
      () => Promise.reject(new Error('away')),
      () => new Promise<number[]>(() => undefined),
    ];
    const reading = lastingReading(() => (answers.shift() ?? (async () => [9]))(), {
      lastsMs: 0,
      timeoutMs: 20,
    });
    expect(await reading()).toEqual([1]);
    expect(await reading()).toEqual([]);
    expect(await reading()).toEqual([]);
  });
});
