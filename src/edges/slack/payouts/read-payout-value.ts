import { idIn } from '../decisions/read-decision-value.js';

/** Reads a payout button's value: which refund, and the try that was shown (undefined where none is named). */
export const readPayoutValue = (
  value: string | undefined,
): { readonly refundId: string; readonly attempt: number | undefined } => {
  const [refundId, attempt = ''] = (value ?? '').split('.');
  return { refundId: idIn(refundId), attempt: /^\d{1,4}$/.test(attempt) ? Number(attempt) : undefined };
};
