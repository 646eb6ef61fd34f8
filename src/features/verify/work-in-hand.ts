import type { EventType } from '../../kernel/events.js';

/** How many there are, and for how long the oldest has been waiting, in milliseconds; null when there is none. */
export interface Waiting {
  readonly count: number;
  readonly oldestMs: number | null;
}

/** An approved request that is being carried out. */
export interface OpenExecution {
  /** The order's number. */
  readonly order: string;
  /** Steps without a receipt. */
  readonly missing: readonly string[];
  /** Those of them that are set aside until somebody presses Retry. */
  readonly attention: readonly string[];
  readonly error: string | null;
  readonly ageMs: number;
}

/** A fact that was recorded to be followed up. */
export interface RecordedEvent {
  readonly id: string;
  readonly type: EventType;
  /** The order's number, where it is known. */
  readonly order: string | null;
  /** For events about a step of an execution. */
  readonly step: string | null;
  readonly ageMs: number;
  readonly followedUp: boolean;
}

/** What is under way or waits, as the database says at one moment: not what the queue believes. */
export interface WorkInHand {
  /** Facts that nobody has followed up yet. `failing`: those that were tried in vain, with the last error. */
  readonly outbox: Waiting & { readonly failing: number; readonly error: string | null };
  /** Requests that are still open, by state. */
  readonly requests: Readonly<Record<'pending' | 'approved' | 'attention', Waiting>>;
  /** Executions with a step that has no receipt, the oldest first, a few of them. */
  readonly executions: Waiting & { readonly first: readonly OpenExecution[] };
  /** Messages and letters that are not out. `retrying`: tried in vain, and will be tried again. */
  readonly deliveries: Readonly<Record<'due' | 'retrying' | 'unknown' | 'failed' | 'kept', Waiting>>;
  /** Why the newest of those that were not delivered was not. */
  readonly deliveryError: string | null;
  /** The newest first. */
  readonly events: readonly RecordedEvent[];
}
