import type { Clock } from '../../kernel/clock.js';
import { secret } from './slack-ids.js';

/** Slack's life of a trigger_id, from minting to the arrival of the call that uses it. */
export const TRIGGER_LIFE_MS = 3_000;

interface Trigger {
  readonly userId: string;
  /** The modal view in which the person acted, for views.push. */
  readonly viewId: string | null;
  readonly mintedAt: number;
  exchanged: boolean;
}

export type TriggerRefusal = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** Trigger ids: good once and for three seconds. They are not kept over a restart, being dead by then. */
export class Triggers {
  readonly #clock: Clock;
  readonly #known = new Map<string, Trigger>();
  #ageMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Makes every trigger minted from now on this old already, to show what a slow network does; 0 ends it. */
  mintAged(ageMs: number): void {
    this.#ageMs = ageMs;
  }

  /** How old trigger ids are made at birth. */
  get agedMs(): number {
    return this.#ageMs;
  }

  mint(userId: string, viewId: string | null): string {
    const mintedAt = this.#clock.now().getTime() - this.#ageMs;
    const id = `${mintedAt}.${Math.floor(Math.random() * 1e12)}.${secret(16)}`;
    this.#known.set(id, { userId, viewId, mintedAt, exchanged: false });
    this.#forgetOld();
    return id;
  }

  /** What using the trigger now would answer, without using it. */
  check(
    id: string,
  ):
    | { readonly ok: true; readonly trigger: Readonly<Trigger> }
    | { readonly ok: false; readonly error: TriggerRefusal } {
    const trigger = this.#known.get(id);
    if (trigger === undefined) return { ok: false, error: 'invalid_trigger_id' };
    if (trigger.exchanged) return { ok: false, error: 'exchanged_trigger_id' };
    if (this.#clock.now().getTime() - trigger.mintedAt > TRIGGER_LIFE_MS)
      return { ok: false, error: 'expired_trigger_id' };
    return { ok: true, trigger };
  }

  exchange(id: string): void {
    const trigger = this.#known.get(id);
    if (trigger !== undefined) trigger.exchanged = true;
  }

  #forgetOld(): void {
    if (this.#known.size <= 5_000) return;
    const oldest = this.#known.keys().next().value;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
