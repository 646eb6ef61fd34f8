/** One try at one step of an execution. An older generation than the step's own is dropped. */
export interface StepJob {
  readonly kind: 'step';
  readonly executionId: string;
  readonly step: string;
  readonly generation: number;
}

/** Work on one delivery: send it, or find out what became of it. */
export interface DeliverJob {
  readonly kind: 'deliver';
  readonly deliveryId: string;
}

/** Redraw the messages about a request whose shown version is behind. */
export interface RefreshJob {
  readonly kind: 'refresh';
  readonly requestId: string;
}

/**
 * Work for a worker. A job is only a hint: what is owed stands in the database, so a job that is lost, or comes
 * twice, or in another order, changes nothing about the outcome.
 */
export type Job = (StepJob | DeliverJob | RefreshJob) & {
  /** Not before this many milliseconds from now; at once by default. */
  readonly delayMs?: number;
};

export type JobKind = Job['kind'];
