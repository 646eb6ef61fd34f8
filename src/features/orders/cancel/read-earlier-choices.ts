import type { MemberActor } from '../../../kernel/actor.js';
import { isId } from '../../../kernel/ids.js';
import { done, type Result, refused } from '../../../kernel/result.js';
import type { Database } from '../../../platform/db/client.js';
import { isVisible, visibleOrders } from '../../access/visible-orders.js';
import { readRequest } from '../../approvals/request-store.js';
import type { RequestState } from '../../approvals/transitions.js';
import { orderById } from '../order-store.js';
import { readCancellation } from './cancellation-store.js';
import type { CancellationChoices } from './choices.js';

/** What was asked for before, to ask it again. */
export interface EarlierChoices {
  readonly requestId: string;
  readonly number: string;
  readonly choices: CancellationChoices;
  readonly by: string;
  readonly at: Date;
  readonly state: RequestState;
}

export type EarlierRefusal =
  /** Does not exist, is about something else, or about an order that may not be seen: the same answer. */
  | { readonly code: 'request-not-found' }
  /** Not ended yet: there is nothing to ask again. */
  | { readonly code: 'request-not-ended'; readonly number: string };

/** The choices of a cancellation request that has ended, on an order that the person may see. */
export const readEarlierChoices = async (
  db: Database,
  actor: MemberActor,
  requestId: string,
): Promise<Result<EarlierChoices, EarlierRefusal>> => {
  const request = isId(requestId) ? await readRequest(db.prisma, requestId) : null;
  const cancellation = request === null ? null : await readCancellation(db.prisma, requestId);
  const order = cancellation === null ? null : await orderById(db.prisma, cancellation.orderId);
  if (request === null || cancellation === null || order === null)
    return refused({ code: 'request-not-found' });
  if (!isVisible(visibleOrders(actor), order.owner)) return refused({ code: 'request-not-found' });
  if (request.closedAt === null) return refused({ code: 'request-not-ended', number: order.number });
  return done({
    requestId,
    number: order.number,
    choices: cancellation.choices,
    by: request.requestedBy.name,
    at: request.createdAt,
    state: request.state,
  });
};
