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
  /** How many tries the delivery had when this was written: a repeat about the same try is dropped for a minute. */
  readonly attempt?: number;
}

/** Redraw the messages about a request whose shown version is behind. */
export interface RefreshJob {
  readonly kind: 'refresh';
  readonly requestId: string;
  /** The request's version to show: a repeat about the same one is dropped for a minute; without it, none is. */
  readonly version?: number;
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
