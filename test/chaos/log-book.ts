/** What somebody set out to do. */
export type ActKind =
  | 'ask'
  | 'ask-again'
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'paid'
  | 'unpaid'
  | 'try-again'
  | 'retry'
  | 'look';

/** What an act is about, as far as the person can know it. */
export interface Subject {
  readonly number?: string;
  readonly requestId?: string;
  readonly refundId?: string;
  readonly reference?: string;
  /** Why somebody rejects. */
  readonly reason?: string;
  /** Clicked by somebody who may not, or on an old button: nothing may come of it. */
  readonly hopeless?: string;
}

/** One thing that a person did in Slack, with everything they were told until they did the next. */
export interface Act {
  readonly n: number;
  readonly who: string;
  readonly kind: ActKind;
  about: Subject;
  readonly startedAt: number;
  endedAt: number;
  /** Root view ids of the modals in which it was done. */
  readonly views: Set<string>;
  /** How Slack answered each payload. */
  readonly outcomes: string[];
  /** What Slack's own client said. */
  readonly notices: string[];
  /** What the app said: ephemeral and direct answers, and modals that are no form. */
  readonly told: Set<string>;
  /** Whether the app put a form or a list before them. */
  shown: boolean;
}

export type FaultKind =
  | 'kill'
  | 'terminate'
  | 'line'
  | 'slack'
  | 'delivery'
  | 'socket'
  | 'mail'
  | 'clock'
  | 'disk'
  | 'postgres'
  | 'redis';

/** Something that was broken, from when to when; `to` is undefined while it lasts. */
export interface Fault {
  readonly n: number;
  readonly kind: FaultKind;
  readonly what: string;
  /** Whether a person may be left without a word by it: it hits the way on which they are answered. */
  readonly muting: boolean;
  readonly from: number;
  to: number | undefined;
}

/** A process that ended by itself. */
export interface Collapse {
  readonly process: string;
  readonly at: number;
  readonly code: number | string;
}

/** Everything that happened in a run, as those outside the product saw it. */
export interface LogBook {
  readonly acts: Act[];
  readonly faults: Fault[];
  readonly collapses: Collapse[];
}

export const createLogBook = (): LogBook => ({ acts: [], faults: [], collapses: [] });

/** Whether something muting was broken at some time from `from` to `to`, with as much after it as a start takes. */
export const muted = (book: LogBook, from: number, to: number): boolean =>
  book.faults.some(
    (fault) => fault.muting && fault.from <= to && (fault.to ?? Number.POSITIVE_INFINITY) >= from,
  );
