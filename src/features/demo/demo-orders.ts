import { CURRENCIES, CUSTOMERS, type DemoCurrency, type PersonId, PRODUCTS, SUPPLIERS } from './company.js';
import { seededRandom } from './seeded-random.js';

const SEED = 20_260_101;
const SALES_ORDERS = 72;
const PURCHASE_ORDERS = 8;
/** The oldest order is so many days old. */
const DAYS = 60;

export interface DemoLine {
  readonly product: number;
  readonly quantity: number;
  /** Major units of the order's currency. */
  readonly price: string;
  readonly discount: string;
  readonly shipped: number;
}

export interface DemoOrder {
  readonly number: string;
  readonly kind: 'sales' | 'purchase';
  readonly party: string;
  readonly owner: PersonId;
  /** How old it is, in days. */
  readonly age: number;
  readonly requiredIn: number;
  readonly currency: DemoCurrency;
  readonly freight: string;
  readonly status: 'new' | 'processing' | 'shipped' | 'completed' | 'closed' | 'cancelled';
  readonly lines: readonly DemoLine[];
  readonly payment: { readonly method: string; readonly amount: string; readonly age: number } | null;
  readonly shipment: {
    readonly tracking: string;
    readonly age: number;
    readonly deliveredAge: number | null;
  } | null;
}

type Stage = 'closed' | 'cancelled' | 'completed' | 'shipped' | 'partly-shipped' | 'processing' | 'new';

/** How far the orders have come: the older, the further. From this one on it is so, until the next. */
const STAGES: readonly (readonly [number, Stage])[] = [
  [0, 'closed'],
  [8, 'cancelled'],
  [10, 'closed'],
  [18, 'completed'],
  [32, 'shipped'],
  [39, 'partly-shipped'],
  [43, 'processing'],
  [60, 'new'],
];

const stageOf = (index: number): Stage => STAGES.findLast(([from]) => index >= from)?.[1] ?? 'new';

/** What is fixed because the tour and the documents name it. */
const NAMED: Readonly<
  Record<number, { readonly customer: number; readonly owner: PersonId; readonly paid: number }>
> = {
  1063: { customer: 3, owner: 'sara.lindholm', paid: 0 },
  1068: { customer: 3, owner: 'sara.lindholm', paid: 0.3 },
};

const SELLERS_EUROPE = ['sara.lindholm', 'tom.becker', 'priya.nair'] as const;
const SELLERS_ASIA = ['chen.wei', 'li.na'] as const;
const ASIA = ['CN', 'SG', 'JP'];

/** An amount of US dollars in another currency, as it is written there. */
const inCurrency = (dollars: number, currency: DemoCurrency): string => {
  const [worth, decimals] = CURRENCIES[currency];
  return (dollars / worth).toFixed(decimals);
};

const salesOrder = (index: number): DemoOrder => {
  const { next, below, of } = seededRandom(SEED + index);
  const named = NAMED[1001 + index];
  const stage = stageOf(index);
  const age = Math.floor(((SALES_ORDERS - 1 - index) * DAYS) / SALES_ORDERS);
  const [party, , , country, , currency] =
    CUSTOMERS[named?.customer ?? below(CUSTOMERS.length)] ?? CUSTOMERS[0];
  const owner = of(ASIA.includes(country) ? SELLERS_ASIA : SELLERS_EUROPE);
  const freight = inCurrency(5 + below(40) + 0.5, currency);
  const first = below(PRODUCTS.length);
  const lines = Array.from(
    { length: (stage === 'partly-shipped' ? 2 : 1) + below(3) },
    (_, line): DemoLine => {
      const product = (first + line * 7) % PRODUCTS.length;
      const quantity = index % 9 === 0 ? 60 + below(80) : 2 + below(11);
      return {
        product,
        quantity,
        price: inCurrency(Number(PRODUCTS[product]?.[3] ?? 1), currency),
        discount: of(['0', '0', '0.05', '0.10']),
        shipped:
          stage === 'partly-shipped'
            ? line === 0
              ? quantity - 1
              : 0
            : ['shipped', 'completed', 'closed'].includes(stage)
              ? quantity
              : 0,
      };
    },
  );
  const share = named?.paid ?? paidShare(stage, next());
  const sent = lines.some(({ shipped }) => shipped > 0);
  return {
    number: `SO-${1001 + index}`,
    kind: 'sales',
    party,
    owner: named?.owner ?? owner,
    age,
    requiredIn: 14 - age,
    currency,
    freight,
    status: stage === 'partly-shipped' ? 'processing' : stage,
    lines,
    payment:
      share === 0
        ? null
        : {
            method: named === undefined ? of(['card', 'bank_transfer', 'paypal']) : 'card',
            amount: partOf(lines, freight, share, currency),
            age: Math.max(age - 2, 0),
          },
    shipment: sent
      ? {
          tracking: `PP${70_000 + index}`,
          age: Math.max(age - 4, 0),
          deliveredAge: stage === 'completed' || stage === 'closed' ? Math.max(age - 8, 0) : null,
        }
      : null,
  };
};

/** How much of an order is paid: all of it once it is done, else nothing, a deposit, or all in advance. */
const paidShare = (stage: Stage, chance: number): number => {
  if (stage === 'completed' || stage === 'closed') return 1;
  if (stage === 'cancelled' || chance < 0.5) return 0;
  return chance < 0.85 ? 0.3 : 1;
};

const partOf = (
  lines: readonly DemoLine[],
  freight: string,
  share: number,
  currency: DemoCurrency,
): string => {
  const factor = 10 ** CURRENCIES[currency][1];
  const total = lines.reduce(
    (sum, { quantity, price, discount }) =>
      sum + Math.round(quantity * Number(price) * (1 - Number(discount)) * factor),
    Math.round(Number(freight) * factor),
  );
  return (Math.round(total * share) / factor).toFixed(CURRENCIES[currency][1]);
};

const purchaseOrder = (index: number): DemoOrder => {
  const { below } = seededRandom(SEED + SALES_ORDERS + index);
  const supplier = index % SUPPLIERS.length;
  const product = supplier + SUPPLIERS.length * below(PRODUCTS.length / SUPPLIERS.length);
  const quantity = 40 + below(100);
  // Two have come in whole, one in part; the others are on their way.
  const received = index < 2 ? quantity : index === 2 ? Math.floor(quantity / 2) : 0;
  return {
    number: `PO-${501 + index}`,
    kind: 'purchase',
    party: SUPPLIERS[supplier]?.[0] ?? '',
    owner: 'wanda.kowal',
    age: 30 - index * 3,
    requiredIn: index * 3 - 10,
    currency: 'USD',
    freight: '0',
    status: index < 2 ? 'completed' : index === 7 ? 'new' : 'processing',
    lines: [{ product, quantity, price: PRODUCTS[product]?.[3] ?? '1.00', discount: '0', shipped: received }],
    payment:
      index % 2 === 0
        ? { method: 'bank_transfer', amount: '250.00', age: Math.max(29 - index * 3, 0) }
        : null,
    shipment: null,
  };
};

/** Every order of the demo company, in every state that orders have; the newest sales order has the highest number. */
export const demoOrders = (): readonly DemoOrder[] => [
  ...Array.from({ length: SALES_ORDERS }, (_, index) => salesOrder(index)),
  ...Array.from({ length: PURCHASE_ORDERS }, (_, index) => purchaseOrder(index)),
];
