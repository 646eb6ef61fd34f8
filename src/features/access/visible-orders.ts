import type { MemberActor } from '../../kernel/actor.js';
import { may } from './rights.js';

/** Which orders a person sees: all; their own and those of a department (their owner's department now); or none. */
export type OrderScope =
  | { readonly all: true }
  /** `department` null: no department, and so their own orders only. */
  | { readonly all: false; readonly memberId: string; readonly department: string | null }
  | { readonly all: false; readonly memberId: null };

/** An empty department is none: whoever has none shares no orders with others who have none. */
const departmentOf = (actor: MemberActor): string | null =>
  actor.department === '' ? null : actor.department;

/** What one may not see answers exactly as what does not exist, so every query of orders starts from this. */
export const visibleOrders = (actor: MemberActor): OrderScope => {
  if (may(actor, 'orders.see.all')) return { all: true };
  if (!may(actor, 'orders.see.department')) return { all: false, memberId: null };
  return { all: false, memberId: actor.memberId, department: departmentOf(actor) };
};

/** The same rule for one order that is already loaded. */
export const isVisible = (
  scope: OrderScope,
  owner: { readonly id: string; readonly department: string },
): boolean =>
  scope.all ||
  (scope.memberId !== null && (owner.id === scope.memberId || owner.department === scope.department));

/** Whether a person may ask for a change of an order with that owner. */
export const mayRequestFor = (
  actor: MemberActor,
  owner: { readonly id: string; readonly department: string },
): boolean =>
  may(actor, 'orders.request.all') ||
  (may(actor, 'orders.request.department') &&
    (owner.id === actor.memberId || owner.department === departmentOf(actor)));
