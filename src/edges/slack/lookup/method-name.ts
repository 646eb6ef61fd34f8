import { cut } from '../block-kit/cut.js';
import { escapeMrkdwn } from '../block-kit/mrkdwn.js';
import type { Viewer } from './viewer.js';

const NAME_LENGTH = 60;

/** How something was paid, in the reader's words where there are some; otherwise as it was imported. As mrkdwn. */
export const methodName = (method: string, { t }: Viewer): string =>
  method === 'card' || method === 'bank_transfer'
    ? t(`cancel.payment_${method}`)
    : cut(escapeMrkdwn(method), NAME_LENGTH);
