/** A failure that is nobody's wish: an outage or a bug. `retryable` tells a worker whether a later try can succeed. */
export class Failure extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { retryable: boolean; cause?: unknown; details?: Record<string, unknown> },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.retryable = options.retryable;
    this.details = options.details ?? {};
  }
}

/** Whatever was thrown, as an Error; called once at each boundary. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(typeof thrown === 'string' ? thrown : JSON.stringify(thrown));

/** Reached only when a union gained a member that the code does not know: the compiler points here first. */
export const never = (value: never): never => {
  throw new Failure('unreachable', `unexpected value: ${JSON.stringify(value)}`, { retryable: false });
};
