import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import type { Viewer } from './viewer.js';

const NAME_LENGTH = 60;

/** Those of which there are words. */
const NAMED = ['card', 'bank_transfer', 'paypal'] as const;

/** How something was paid, in the reader's words where there are some; otherwise as it was imported. As mrkdwn. */
export const methodName = (method: string, { t }: Viewer): string => {
  const named = NAMED.find((one) => one === method);
  return named === undefined ? cut(escapeMrkdwn(method), NAME_LENGTH) : t(`cancel.payment_${named}`);
};
