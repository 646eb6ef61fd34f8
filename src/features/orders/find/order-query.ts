import type { OrderStatus } from '../views.js';

export type Comparison = '<' | '<=' | '>' | '>=' | '=';

/** A condition on what an order comes to. */
export interface AmountCondition {
  readonly comparison: Comparison;
  /** Major units, as exact decimal text. */
  readonly amount: string;
  /** ISO 4217; null compares in each order's own currency. */
  readonly currency: string | null;
}

/** Whose orders: anybody whose name or address has this, the one with this Slack user id, or who asks. */
export type OwnerAsked =
  | { readonly named: string }
  | { readonly slackUserId: string }
  | { readonly me: true };

/** What somebody looks for. All words and all filters must fit; of the values of one filter, any. */
export interface OrderQuery {
  /** Words, or whole phrases where they were quoted. */
  readonly words: readonly string[];
  /** Whole order numbers. */
  readonly numbers: readonly string[];
  readonly customers: readonly string[];
  readonly owners: readonly OwnerAsked[];
  readonly departments: readonly string[];
  readonly statuses: readonly OrderStatus[];
  readonly kinds: readonly ('sales' | 'purchase')[];
  /** First and last day of placing, yyyy-mm-dd, both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly amounts: readonly AmountCondition[];
}

export const EVERYTHING: OrderQuery = {
  words: [],
  numbers: [],
  customers: [],
  owners: [],
  departments: [],
  statuses: [],
  kinds: [],
  from: null,
  to: null,
  amounts: [],
};

export type QueryFilter =
  | 'number'
  | 'customer'
  | 'owner'
  | 'department'
  | 'status'
  | 'kind'
  | 'from'
  | 'to'
  | 'amount';

/** Why a query cannot be run. */
export type QueryRefusal =
  | { readonly code: 'unknown-filter'; readonly name: string }
  | { readonly code: 'value-missing'; readonly filter: QueryFilter }
  | { readonly code: 'wrong-value'; readonly filter: QueryFilter; readonly value: string }
  /** No day is on or after the one and on or before the other. */
  | { readonly code: 'from-after-to'; readonly from: string; readonly to: string }
  | { readonly code: 'too-many-words'; readonly limit: number }
  /** The words and filters stand in too much, each of them, to be looked for in time. */
  | { readonly code: 'too-slow' };
