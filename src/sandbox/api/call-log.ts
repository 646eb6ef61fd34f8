import type { JsonObject } from '../workspace/json.js';
import type { MessageKey } from '../workspace/records.js';

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
  /** The body of the answer, or of the one that was lost; null when there was none, cut when it is very long. */
  readonly answer: string | null;
  /** From the arrival of the call to its answer. */
  readonly tookMs: number;
  /** The message that it made or changed, where neither arguments nor answer name it. */
  readonly made: MessageKey | null;
}

const ANSWER_KEPT = 64 * 1024;

/** A body as it is kept: lists of a large workspace would fill the memory. */
export const keptAnswer = (body: string | undefined): string | null =>
  body === undefined ? null : body.length > ANSWER_KEPT ? `${body.slice(0, ANSWER_KEPT)}…` : body;

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

  /** The call with this id, as far as it is kept. */
  get(id: number): LoggedCall | undefined {
    return this.#calls.find((call) => call.id === id);
  }

  clear(): void {
    this.#calls = [];
  }

  onCall(listener: (call: LoggedCall) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
