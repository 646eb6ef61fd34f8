import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBelongings } from '../../chaos/stage/belongings.js';
import { patiently } from '../../chaos/stage/patiently.js';

const never = (): Promise<never> => new Promise(() => undefined);
let said: string[];
let over: AbortController;
const patience = () => ({ say: (line: string) => void said.push(line), signal: over.signal });

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  over = new AbortController();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what a run waits for', () => {
  it('is said while it takes long, and ends with a sentence instead of silence', async () => {
    const waiting = patiently('PostgreSQL', 40_000, patience(), never);
    const ended = expect(waiting).rejects.toThrow('waited 40 s in vain for PostgreSQL');
    await vi.advanceTimersByTimeAsync(40_000);
    await ended;
    expect(said).toEqual(['Still waiting for PostgreSQL (15 s)', 'Still waiting for PostgreSQL (30 s)']);
  });

  it('ends at once when the run is ended', async () => {
    const ended = expect(patiently('PostgreSQL', 40_000, patience(), never)).rejects.toThrow(
      'ended by SIGTERM',
    );
    over.abort(new Error('ended by SIGTERM'));
    await ended;
  });

  it('is ended too when it comes after nobody waited for it any more', async () => {
    const { begin, close } = createBelongings(patience());
    let come = (_: string): void => undefined;
    const late = new Promise<string>((resolve) => {
      come = resolve;
    });
    const ends: string[] = [];
    const ended = expect(
      begin(
        'Redis',
        () => late,
        async (server) => ends.push(server),
      ),
    ).rejects.toThrow('in vain for Redis');
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    await ended;
    const closing = close();
    come('a server');
    await closing;
    expect(ends).toEqual(['a server']);
  });

  it('does not keep the rest from being ended when one part cannot be', async () => {
    const { add, close } = createBelongings(patience());
    const ends: string[] = [];
    add('the first', async () => ends.push('first'));
    add('the second', () => Promise.reject(new Error('it is stuck')));
    add('the third', never);
    const closing = close();
    await vi.advanceTimersByTimeAsync(30_000);
    await closing;
    expect(ends).toEqual(['first']);
    expect(said).toEqual([
      'the third could not be tidied up: it takes too long',
      'the second could not be tidied up: Error: it is stuck',
    ]);
  });
});
