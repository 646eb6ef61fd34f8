import type { RefundFailure, RefundView } from '../../../features/orders/views.js';

/** The failure that a message tells of: by then another try may be under way. Where it does not say which, the last one. */
export const failureOf = (
  refund: RefundView | undefined,
  attempt: number | undefined,
): RefundFailure | undefined =>
  refund?.failures.find((failure) => failure.attempt === attempt) ?? refund?.failures.at(-1);
