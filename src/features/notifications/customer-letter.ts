import { sum } from '../../kernel/money.js';
import type { Database } from '../../platform/db/client.js';
import { readCancellation } from '../orders/cancel/cancellation-store.js';
import type { CancellationPlan } from '../orders/cancel/plan.js';
import { orderById } from '../orders/order-store.js';

/** What a customer is written about a cancelled order; no words yet, and nothing that is for the company alone. */
export interface CustomerLetter {
  readonly name: string;
  /** Null: the customer has no address, so nothing can be sent. */
  readonly address: string | null;
  /** As the customer's record has it: a name or a code. Presets the language. */
  readonly country: string | null;
  readonly orderNumber: string;
  readonly currency: string;
  /** Amounts in minor units of the currency. */
  readonly lines: ReadonlyArray<{
    readonly sku: string;
    readonly name: string;
    readonly quantity: number;
    readonly amount: bigint;
  }>;
  readonly freight: bigint;
  readonly total: bigint;
  /** What is paid back, by the way in which. */
  readonly paidBack: { readonly original: bigint; readonly bankTransfer: bigint };
  readonly kept: bigint;
  readonly fee: bigint;
  /** Whom the customer knows: the order's owner. */
  readonly contact: string;
}

/** The letter that a plan would lead to; for the preview as for the real one. */
export const customerLetter = (
  plan: CancellationPlan,
  about: {
    readonly customer: {
      readonly name: string;
      readonly email: string | null;
      readonly country: string | null;
    };
    readonly ownerName: string;
  },
): CustomerLetter => {
  const claimed = (method: 'original' | 'bank_transfer') =>
    sum(plan.claims.filter((claim) => claim.method === method).map((claim) => claim.amount));
  return {
    name: about.customer.name,
    address: about.customer.email,
    country: about.customer.country,
    orderNumber: plan.number,
    currency: plan.currency,
    lines: plan.lines.map(({ sku, name, quantity, amount }) => ({ sku, name, quantity, amount })),
    freight: plan.freight,
    total: plan.openTotal,
    paidBack: { original: claimed('original'), bankTransfer: claimed('bank_transfer') },
    kept: plan.keptTotal,
    fee: plan.fee,
    contact: about.ownerName,
  };
};

/** The letter about a cancellation that was carried out, to the address that the customer has now; null when there is none. */
export const readCustomerLetter = async (db: Database, requestId: string): Promise<CustomerLetter | null> => {
  const cancellation = await readCancellation(db.prisma, requestId);
  const order = cancellation === null ? null : await orderById(db.prisma, cancellation.orderId);
  if (cancellation === null || !order?.customer) return null;
  return customerLetter(cancellation.plan, { customer: order.customer, ownerName: order.owner.name });
};
