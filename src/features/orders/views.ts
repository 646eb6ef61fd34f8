import type { RequestState } from '../approvals/transitions.js';
import type { MoneyState, RefundState } from '../finance/refund-state.js';
import type { CancellationChoices } from './cancel/choices.js';
import type { CancellationPlan } from './cancel/plan.js';
import type { Change } from './cancel/what-changed.js';

/** Read models for whoever shows orders and requests: facts as codes and values; words are chosen where they are shown. */

export type OrderStatus = 'new' | 'processing' | 'shipped' | 'completed' | 'closed' | 'cancelled';

/** What one may do with an order from its card. */
export type OrderAction = 'cancel' | 'withdraw' | 'history';

export interface OrderHeadView {
  readonly id: string;
  readonly number: string;
  readonly kind: 'sales' | 'purchase';
  readonly status: OrderStatus;
  /** Customer or supplier. */
  readonly party: { readonly name: string; readonly code: string };
  readonly owner: { readonly name: string; readonly department: string };
  /** yyyy-mm-dd */
  readonly placedOn: string;
  readonly requiredOn: string | null;
  readonly currency: string;
  readonly archived: boolean;
}

/** An order in a list of what was found. */
export interface ListedOrder extends OrderHeadView {
  /** Minor units: lines and freight. */
  readonly total: bigint;
}

export interface OrderLineView {
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: string | null;
  readonly quantity: number;
  readonly fulfilled: number;
  readonly cancelled: number;
  /** Pieces held in stock for this line. */
  readonly reserved: number;
  /** Major units per piece, exact decimal text. */
  readonly unitPrice: string;
  readonly discountBasisPoints: number;
  /** Minor units for the whole ordered quantity. */
  readonly amount: bigint;
}

/** What the viewer may do now about an open request, as its buttons carry it. */
export interface RequestTodo {
  /** Null where they may not decide it now. */
  readonly decide: { readonly requestId: string; readonly position: number; readonly hash12: string } | null;
  /** Steps that need attention and that they may let be tried again. */
  readonly retry: ReadonlyArray<{ readonly executionId: string; readonly step: string }>;
}

/** What somebody who may see the order sees of it. Order, goods and money are separate facts. */
export interface OrderView extends OrderHeadView {
  readonly version: number;
  readonly warehouse: string;
  readonly lines: readonly OrderLineView[];
  readonly freight: bigint;
  readonly total: bigint;
  readonly paid: bigint;
  readonly shipments: ReadonlyArray<{
    readonly carrier: string;
    readonly tracking: string;
    readonly shippedOn: string;
    readonly deliveredOn: string | null;
  }>;
  readonly money: MoneyState;
  readonly openRequest: {
    readonly requestId: string;
    readonly state: RequestState;
    readonly by: string;
    readonly since: Date;
    /** Whose decision it waits for; null when it waits for nobody's. */
    readonly waitsFor: 'manager' | 'finance' | null;
    readonly todo: RequestTodo;
  } | null;
  /** Refunds that are owed, for a viewer who confirms payouts; none for everybody else. */
  readonly payouts: ReadonlyArray<RefundView & { readonly mine: boolean }>;
  readonly actions: readonly OrderAction[];
}

export interface StepView {
  readonly position: number;
  readonly role: 'manager' | 'finance';
  readonly state: 'waiting' | 'current' | 'approved' | 'rejected' | 'not-reached';
  readonly by: string | null;
  readonly at: Date | null;
  readonly reason: string | null;
}

export interface RefundView {
  readonly refundId: string;
  /** Which try at paying it this is about, from 1. */
  readonly attempt: number;
  readonly amount: bigint;
  readonly currency: string;
  readonly method: 'original' | 'bank_transfer';
  readonly paymentMethod: string;
  readonly paymentReference: string;
  readonly state: RefundState;
  readonly reference: string | null;
  readonly failureReason: string | null;
  readonly by: string | null;
  readonly at: Date | null;
  /** Every try that failed, the first one first: a message may tell of an earlier one than the last. */
  readonly failures: readonly RefundFailure[];
}

export interface RefundFailure {
  /** From 1. */
  readonly attempt: number;
  readonly reason: string;
  readonly by: string | null;
}

/** Everything that a message about one cancellation request can show. */
export interface RequestView {
  readonly requestId: string;
  /** Rises with everything below; message_ref.shown_version compares with it. */
  readonly version: number;
  readonly state: RequestState;
  readonly hash12: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly previousId: string | null;
  readonly requester: {
    readonly memberId: string;
    readonly name: string;
    readonly slackUserId: string | null;
    readonly locale: string | null;
  };
  readonly order: OrderHeadView;
  readonly plan: CancellationPlan;
  readonly choices: CancellationChoices;
  readonly steps: readonly StepView[];
  readonly ended:
    | { readonly code: 'stale'; readonly changes: readonly Change[] }
    | { readonly code: 'withdrawn'; readonly by: string }
    | null;
  readonly execution: {
    readonly executionId: string;
    readonly state: 'open' | 'attention' | 'settled';
    readonly steps: ReadonlyArray<{
      readonly step: string;
      readonly state: 'owed' | 'attention' | 'done';
      readonly errorCode: string | null;
      readonly error: string | null;
      readonly doneAt: Date | null;
      /** What the step's receipt says. */
      readonly result: unknown;
    }>;
  } | null;
  readonly refunds: readonly RefundView[];
  /** Whether the customer asked to be told and has an address to be told at. */
  readonly customerHasMail: boolean;
}

/** One line of `/order pending`. */
export interface PendingView {
  readonly requestId: string;
  readonly state: RequestState;
  readonly order: OrderHeadView;
  readonly requestedBy: string;
  readonly since: Date;
  readonly waitsFor: 'manager' | 'finance' | null;
  /** Whether the viewer asked for it. */
  readonly own: boolean;
  /** Whether the viewer may decide it now. */
  readonly mine: boolean;
  /** Minor units of the order's currency: the whole of what is to be cancelled. */
  readonly amount: bigint;
  /** What is paid back and kept, and why: nobody should decide without. */
  readonly plan: Pick<CancellationPlan, 'refundTotal' | 'keptTotal' | 'currency'>;
  readonly choices: Pick<CancellationChoices, 'reason' | 'note' | 'refundChoice' | 'refundNote'>;
  readonly todo: RequestTodo;
}

/** One refund that is due or could not be paid. */
export interface PayoutView {
  readonly order: OrderHeadView;
  readonly refund: RefundView;
  /** Whether the viewer may say what became of it. */
  readonly mine: boolean;
}

/** One line of `/order history`. */
export interface HistoryLine {
  readonly at: Date;
  /** A member's name, or the part of the product that acted. */
  readonly by: string;
  readonly byMember: boolean;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly details: Readonly<Record<string, unknown>>;
}
