import type { JsonObject } from '../workspace/json.js';

/** One payload that went one way, in a line. */
export interface ExchangeHead {
  readonly id: string;
  readonly at: number;
  /** Who began: the app called the Web API, or Slack sent what a person did. */
  readonly from: 'app' | 'slack';
  /** The method, the command, or the type of the payload. */
  readonly name: string;
  /** What it was about: text of a command, action, callback id, channel; empty when there is nothing to tell. */
  readonly about: string;
  /** The person who did it; empty when it was the app. */
  readonly who: string;
  /** late: not acknowledged in time · unreachable: the app was not there · silent: the app's call got no answer. */
  readonly state: 'ok' | 'waiting' | 'failed' | 'late' | 'unreachable' | 'silent';
  /** Slack's error code, or the HTTP status that says what failed; empty when there is none. */
  readonly code: string;
  /** Until the answer or the acknowledgement; null when there was none. */
  readonly tookMs: number | null;
  /** How often it was sent; retries count. */
  readonly attempts: number;
}

/** What came back for one attempt to deliver. */
export interface ShownAttempt {
  readonly at: number;
  readonly number: number;
  readonly reason: string | null;
  readonly kind: 'acknowledged' | 'timeout' | 'refused' | 'unreachable';
  readonly afterMs: number | null;
  readonly status: number | null;
  /** What the acknowledgement said; null when it was empty or there was none. */
  readonly body: JsonObject | null;
}

/** One payload as it went, without secrets. */
export type Exchange = ExchangeHead &
  (
    | {
        readonly from: 'app';
        readonly sent: unknown;
        readonly answer: unknown;
        readonly status: number | null;
        readonly fault: string | null;
        /** It was done, and the app was not told. */
        readonly answerLost: boolean;
      }
    | {
        readonly from: 'slack';
        readonly sent: unknown;
        readonly acknowledgeWithinMs: number;
        readonly received: readonly ShownAttempt[];
      }
  );

/** One of Slack's limits, as far as it is used. */
export interface ShownLimit {
  /** Type and field, such as `section.text`. */
  readonly name: string;
  /** Where it is nearest, counted from 1; null when it is not about one block. */
  readonly block: number | null;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'characters' | 'items' | 'bytes' | 'uses' | 'views';
  readonly nearness: 'fine' | 'near' | 'over';
}

/** What the inspector shows of a message, a view, or everything. */
export interface Inspection {
  /** The newest first. */
  readonly exchanges: readonly ExchangeHead[];
  /** How many older ones there are. */
  readonly earlier: number;
  /** The nearest first; empty when everything is asked for. */
  readonly limits: readonly ShownLimit[];
}
