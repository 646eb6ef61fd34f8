import type { MemberActor } from '../../kernel/actor.js';
import { may } from './rights.js';

/** Which orders a person sees: all, those of a department (their owner's department now), or none. */
export type OrderScope =
  | { readonly all: true }
  | { readonly all: false; readonly memberId: string; readonly department: string | null };

/** What one may not see answers exactly as what does not exist, so every query of orders starts from this. */
export const visibleOrders = (actor: MemberActor): OrderScope => {
  if (may(actor, 'orders.see.all')) return { all: true };
  return {
    all: false,
    memberId: actor.memberId,
    department: may(actor, 'orders.see.department') ? actor.department : null,
  };
};

/** The same rule for one order that is already loaded. */
export const isVisible = (
  scope: OrderScope,
  owner: { readonly id: string; readonly department: string },
): boolean =>
  scope.all ||
  (scope.department !== null && (owner.id === scope.memberId || owner.department === scope.department));

/** Whether a person may ask for a change of an order with that owner. */
export const mayRequestFor = (
  actor: MemberActor,
  owner: { readonly id: string; readonly department: string },
): boolean =>
  may(actor, 'orders.request.all') ||
  (may(actor, 'orders.request.department') &&
    (owner.id === actor.memberId || owner.department === actor.department));
