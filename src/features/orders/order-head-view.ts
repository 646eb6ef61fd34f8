import type { StoredOrderHead } from './order-store.js';
import type { OrderHeadView } from './views.js';

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** The head of an order as it is shown in lists and cards. */
export const orderHeadView = (order: StoredOrderHead): OrderHeadView => {
  const party = order.customer ?? order.supplier;
  return {
    id: order.id,
    number: order.number,
    kind: order.kind,
    status: order.status,
    // The database holds that each order has its party; see order_has_its_party.
    party: { name: party?.name ?? '', code: party?.code ?? '' },
    owner: { name: order.owner.name, department: order.owner.department },
    placedOn: day(order.placedOn),
    requiredOn: order.requiredOn === null ? null : day(order.requiredOn),
    currency: order.currency,
    archived: order.archivedAt !== null,
  };
};
