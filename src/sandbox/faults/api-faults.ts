import { newId } from '../../kernel/ids.js';

/** What the Web API does wrong, on demand. */
export interface ApiFault {
  /** A method name, `response_url`, `upload`, or `*` for all. */
  readonly method: string;
  /**
   * rate-limited: 429 with Retry-After · status: that HTTP status, nothing done · error: that Slack error, nothing done ·
   * no-answer: nothing done, the connection stays silent until the caller gives up · drop: the connection is cut, nothing done ·
   * drop-after: done, then the connection is cut · silent-after: done, then silence · slow: done after `delayMs`.
   */
  readonly kind:
    | 'rate-limited'
    | 'status'
    | 'error'
    | 'no-answer'
    | 'drop'
    | 'drop-after'
    | 'silent-after'
    | 'slow';
  /** Only calls that name this channel. */
  readonly channel?: string | undefined;
  /** How many calls it hits; without, all until it is removed. */
  readonly times?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
  readonly delayMs?: number | undefined;
}

/** The faults that are switched on, oldest first. */
export class ApiFaults {
  readonly #faults = new Map<string, { fault: ApiFault; left: number }>();

  /** Switches a fault on; gives back its id. */
  add(fault: ApiFault): string {
    const id = newId();
    this.#faults.set(id, { fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    return id;
  }

  remove(id: string): boolean {
    return this.#faults.delete(id);
  }

  clear(): void {
    this.#faults.clear();
  }

  list(): readonly (ApiFault & { readonly id: string })[] {
    return [...this.#faults].map(([id, { fault, left }]) => ({
      ...fault,
      id,
      ...(Number.isFinite(left) ? { times: left } : {}),
    }));
  }

  /** The fault that hits this call, counted as used. */
  take(method: string, channel: string | undefined): ApiFault | undefined {
    for (const [id, entry] of this.#faults) {
      if (entry.fault.method !== '*' && entry.fault.method !== method) continue;
      if (entry.fault.channel !== undefined && entry.fault.channel !== channel) continue;
      entry.left -= 1;
      if (entry.left <= 0) this.#faults.delete(id);
      return entry.fault;
    }
    return undefined;
  }
}
