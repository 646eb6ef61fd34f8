/** How patiently messages are tried. */
export interface DeliveryOptions {
  /** How long one try may be under way, ms; longer than looking and posting take. A worker that died is replaced after it. */
  readonly leaseMs: number;
  /** Wait after the first failed try, ms; it triples with each further one. */
  readonly firstDelayMs: number;
  /** Longest wait between two tries, ms. */
  readonly longestDelayMs: number;
  /** After so many tries the message has failed. A rate limit is no try. */
  readonly mostTries: number;
  /** How long a message that belongs into a thread waits before it looks for the thread again, ms. */
  readonly threadDelayMs: number;
}

/** Tries go on for about nine hours, so that an evening without Slack or mail loses nothing. */
export const DELIVERY_OPTIONS: DeliveryOptions = {
  leaseMs: 120_000,
  firstDelayMs: 1_000,
  longestDelayMs: 30 * 60_000,
  mostTries: 24,
  threadDelayMs: 1_000,
};

/** Wait before the next try after so many tries, ms. */
export const delayAfter = (tries: number, options: DeliveryOptions): number =>
  Math.min(options.firstDelayMs * 3 ** Math.max(0, tries - 1), options.longestDelayMs);
