import type { SlackMessage as Owed } from '../../../features/notifications/ports.js';
import type { RequestView } from '../../../features/orders/views.js';
import { never } from '../../../kernel/errors.js';
import type { SlackMessage } from '../block-kit/surfaces.js';
import type { Viewer } from '../lookup/viewer.js';
import { drawAttention, drawDelivery, drawRefundPost, drawSteps, drawThread } from './draw-ops.js';
import { drawOutcome } from './draw-outcome.js';
import { drawPayouts } from './draw-payouts.js';
import { drawRequest } from './draw-request.js';

/** Draws an owed message from what is true now; each carries its delivery's id as a block id, by which it is found again. */
export const draw = (owed: Owed, request: RequestView, viewer: Viewer): SlackMessage => {
  const { deliveryId } = owed;
  switch (owed.kind) {
    case 'approval-card':
      return drawRequest(request, deliveryId, viewer, null);
    case 'decision-request':
      return drawRequest(request, deliveryId, viewer, owed.payload.position);
    case 'ops-thread':
      return drawThread(request, deliveryId, viewer);
    case 'ops-step':
      return drawSteps(request, deliveryId, owed.payload, viewer);
    case 'ops-attention':
      return drawAttention(request, deliveryId, owed.payload, viewer);
    case 'ops-refund':
      return drawRefundPost(request, deliveryId, owed.payload, viewer);
    case 'ops-delivery':
      return drawDelivery(request, deliveryId, owed.payload, viewer);
    case 'payout-card':
    case 'payout-request':
      return drawPayouts(request, deliveryId, viewer);
    case 'requester-outcome':
      return drawOutcome(request, deliveryId, owed.payload, viewer);
    case 'customer-mail':
      throw new Error(`delivery ${deliveryId} is a letter`);
    default:
      return never(owed);
  }
};
