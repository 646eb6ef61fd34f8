import type { JsonObject } from '../workspace/json.js';

/** One call that the app made, with what it was answered. */
export interface LoggedCall {
  readonly id: number;
  readonly at: number;
  readonly method: string;
  /** Arguments with their JSON decoded; never a token. */
  readonly args: JsonObject;
  /** Slack's error code, or null when it answered ok. */
  readonly error: string | null;
  /** The HTTP status, or null when nothing was answered. */
  readonly status: number | null;
  /** The fault that hit it. */
  readonly fault: string | null;
  /** Whether the call had its effect, whatever was answered. */
  readonly executed: boolean;
}

const KEPT = 5_000;

/** The last calls of the app, oldest first. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #next = 1;
  readonly #listeners = new Set<(call: LoggedCall) => void>();

  add(call: Omit<LoggedCall, 'id'>): LoggedCall {
    const logged = { ...call, id: this.#next };
    this.#next += 1;
    this.#calls = [...this.#calls.slice(-(KEPT - 1)), logged];
    for (const listener of this.#listeners) listener(logged);
    return logged;
  }

  /** Calls, of one method when it is named. */
  list(method?: string): readonly LoggedCall[] {
    return method === undefined ? this.#calls : this.#calls.filter((call) => call.method === method);
  }

  clear(): void {
    this.#calls = [];
  }

  onCall(listener: (call: LoggedCall) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
