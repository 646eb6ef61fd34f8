import { asError } from '../../kernel/errors.js';
import type { StoredDelivery } from './delivery-store.js';
import type { DeliveryWork } from './delivery-work.js';
import type { Ending } from './end-delivery.js';
import type { MailOutcome } from './ports.js';

/**
 * Hands a claimed letter to the mail server. Nobody can be asked whether an earlier one arrived, so after an unknown
 * outcome it is repeated under the same Message-ID and marked as possibly repeated.
 */
export const tryMail = async (
  claim: { readonly delivery: StoredDelivery; readonly before: 'pending' | 'unknown' },
  work: DeliveryWork,
): Promise<Ending> => {
  const maybeRepeated = claim.delivery.maybeRepeated || claim.before === 'unknown';
  const answer = await post(claim.delivery, work);
  switch (answer.outcome) {
    case 'sent':
      return { ending: 'sent', messageId: answer.messageId, maybeRepeated };
    case 'kept':
      return { ending: 'kept' };
    case 'not-sent':
      return { ending: 'later', state: 'pending', reason: answer.reason, maybeRepeated };
    case 'unknown':
      return { ending: 'later', state: 'unknown', reason: answer.reason, maybeRepeated };
    case 'refused':
      return { ending: 'failed', code: answer.code };
  }
};

const post = async (delivery: StoredDelivery, { ports, log }: DeliveryWork): Promise<MailOutcome> => {
  const { id: deliveryId, requestId, recipient } = delivery;
  if (recipient.to !== 'mail' || requestId === null) return { outcome: 'refused', code: 'not-a-letter' };
  try {
    return await ports.mail.send({ deliveryId, requestId, orderId: recipient.orderId });
  } catch (thrown) {
    log.error({ err: asError(thrown), delivery: deliveryId }, 'sending mail threw');
    return { outcome: 'unknown', reason: asError(thrown).message };
  }
};
