import type { Clock } from '../../kernel/clock.js';

/** Slack's tiers: calls a minute for each method. */
export type Tier = 1 | 2 | 3 | 4 | 'special';
const PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Slack's own rate limits, off until they are switched on: a window of a minute a method, a second a channel for posts. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #calls = new Map<string, number[]>();
  enabled = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds to wait when the call is one too many; undefined when it may go on (and then it is counted). */
  check(method: string, tier: Tier, channel: string | undefined): number | undefined {
    if (!this.enabled) return undefined;
    return tier === 'special'
      ? this.#window(`${method} ${channel ?? ''}`, 1, SECOND)
      : this.#window(method, PER_MINUTE[tier], MINUTE);
  }

  #window(key: string, allowed: number, lengthMs: number): number | undefined {
    const now = this.#clock.now().getTime();
    const recent = (this.#calls.get(key) ?? []).filter((at) => now - at < lengthMs);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= allowed)
      return Math.max(1, Math.ceil((oldest + lengthMs - now) / SECOND));
    this.#calls.set(key, [...recent, now]);
    return undefined;
  }
}
