import { fileURLToPath } from 'node:url';

/** The project's own company as an import folder; README.md beside this file says what each order is for. */
export const SECOND_DATA_SET = fileURLToPath(new URL('./company/', import.meta.url));

/** Its orders that can be cancelled: asked for by their owners, decided by these roles. Base currency USD. */
export const CANCELLABLE: readonly {
  readonly number: string;
  /** The local part of the owner's address at brightwater.example. */
  readonly owner: string;
  /** Minor units of the order's currency. */
  readonly total: bigint;
  readonly currency: string;
  /** Minor units, Σ of its payments. */
  readonly paid: bigint;
  readonly decidedBy: readonly ('manager' | 'finance')[];
}[] = [
  order('S-1001', 'tom.reed', 'USD', 200_00n, 0n, []),
  order('S-1002', 'mei.wang', 'USD', 200_01n, 0n, ['manager']),
  order('S-1003', 'li.chen', 'USD', 5_000_00n, 0n, ['manager']),
  order('S-1004', 'tom.reed', 'USD', 5_000_01n, 0n, ['manager', 'finance']),
  order('S-1005', 'sara.north', 'USD', 49_90n, 0n, []),
  order('S-1006', 'li.chen', 'USD', 8_200_00n, 0n, ['manager', 'finance']),
  order('S-1011', 'sara.north', 'USD', 180_00n, 60_00n, ['manager', 'finance']),
  order('S-1012', 'tom.reed', 'USD', 1_250_00n, 750_55n, ['manager', 'finance']),
  order('S-1013', 'mei.wang', 'USD', 6_400_00n, 6_400_00n, ['manager', 'finance']),
  order('S-1014', 'li.chen', 'USD', 150_00n, 260_00n, ['manager', 'finance']),
  order('S-1015', 'tom.reed', 'USD', 91_27n, 33_33n, ['manager', 'finance']),
  order('S-1021', 'mei.wang', 'JPY', 30_303n, 0n, []),
  order('S-1022', 'mei.wang', 'JPY', 30_304n, 0n, ['manager']),
  order('S-1023', 'li.chen', 'JPY', 757_576n, 0n, ['manager']),
  order('S-1024', 'li.chen', 'JPY', 143_000n, 100_001n, ['manager', 'finance']),
  order('S-1031', 'tom.reed', 'KWD', 61_538n, 0n, []),
  order('S-1032', 'tom.reed', 'KWD', 1_538_462n, 0n, ['manager']),
  order('S-1033', 'tom.reed', 'KWD', 1_538_464n, 0n, ['manager', 'finance']),
  order('S-1034', 'tom.reed', 'KWD', 41_250n, 12_345n, ['manager', 'finance']),
  order('S-1041', 'sara.north', 'USD', 770_50n, 0n, ['manager']),
  order('S-1042', 'tom.reed', 'USD', 360_00n, 0n, ['manager']),
  order('S-1051', 'wei.zhang', 'USD', 300_00n, 0n, ['manager']),
];

/** Its orders that cannot be cancelled, with the code of the blocker. */
export const BLOCKED: readonly {
  readonly number: string;
  readonly owner: string;
  readonly because: string;
}[] = [
  { number: 'B-2001', owner: 'tom.reed', because: 'partly-shipped' },
  { number: 'B-2002', owner: 'mei.wang', because: 'shipped' },
  { number: 'B-2003', owner: 'li.chen', because: 'completed' },
  { number: 'B-2004', owner: 'tom.reed', because: 'closed' },
  { number: 'B-2005', owner: 'sara.north', because: 'cancelled' },
  { number: 'B-2006', owner: 'sara.north', because: 'rate-missing' },
  { number: 'B-2007', owner: 'sara.north', because: 'partly-shipped' },
  { number: 'P-3001', owner: 'wei.zhang', because: 'purchase-order' },
  { number: 'P-3002', owner: 'wei.zhang', because: 'purchase-order' },
];

function order(
  number: string,
  owner: string,
  currency: string,
  total: bigint,
  paid: bigint,
  decidedBy: readonly ('manager' | 'finance')[],
) {
  return { number, owner, currency, total, paid, decidedBy };
}
