import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';
import { findOrder } from './find-order.js';
import { notFound, notFoundModal } from './found-list.js';
import type { FoundPage } from './found-page.js';
import { orderCard, orderModal } from './order-card.js';
import { present } from './present.js';

/** Shows an order by its number as typed or as a button carries it, or says that there is none. */
export const showOrder = async (
  deps: SlackDeps,
  acting: Acting,
  typed: string,
  from?: FoundPage,
): Promise<void> => {
  const found = await findOrder(deps.db, acting.member, typed);
  await present(acting, {
    message: () => (found.ok ? orderCard(found.order, acting) : notFound(typed, found, acting)),
    modal: () => (found.ok ? orderModal(found.order, acting, from) : notFoundModal(typed, found, acting)),
  });
};
