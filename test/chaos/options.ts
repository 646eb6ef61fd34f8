import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

export interface ChaosOptions {
  readonly minutes: number;
  readonly seed: string;
  readonly queue: 'redis' | 'postgres';
  /** How Slack reaches the bots. */
  readonly transport: 'socket' | 'http';
  /** What all people together do in a minute, about. */
  readonly rate: number;
  readonly json: boolean;
  /** The folder with logs and record stays also when nothing was found. */
  readonly keep: boolean;
}

export const USAGE =
  'npm run chaos -- [--minutes N] [--seed S] [--queue redis|postgres] [--transport socket|http] [--rate acts-a-minute] [--json] [--keep]';

const isThere = (program: string): boolean => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new RangeError(`--${name} must be a number above 0`);
  return value;
};

/** Reads the command line; throws an Error that says what is wrong with it. */
export const readOptions = (args: readonly string[]): ChaosOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      queue: { type: 'string' },
      transport: { type: 'string', default: 'socket' },
      rate: { type: 'string', default: '120' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const redis = isThere('redis-server');
  const queue = values.queue ?? (redis ? 'redis' : 'postgres');
  if (queue !== 'redis' && queue !== 'postgres') throw new Error('--queue must be redis or postgres');
  if (queue === 'redis' && !redis) throw new Error('--queue redis needs redis-server');
  const { transport } = values;
  if (transport !== 'socket' && transport !== 'http') throw new Error('--transport must be socket or http');
  return {
    minutes: positive('minutes', values.minutes),
    seed: values.seed,
    queue,
    transport,
    rate: positive('rate', values.rate),
    json: values.json,
    keep: values.keep,
  };
};
