import { lineAmount, sum } from '../../kernel/money.js';

interface PricedLine {
  readonly quantity: number;
  readonly fulfilled: number;
  readonly cancelled: number;
  readonly unitPrice: { toString(): string };
  readonly discountBasisPoints: number;
}

/** What a line comes to for some of its pieces, minor units, rounded half up once. */
export const amountOf = (line: PricedLine, pieces: number, currency: string): bigint =>
  lineAmount({
    quantity: pieces,
    unitPrice: line.unitPrice.toString(),
    discountBasisPoints: line.discountBasisPoints,
    currency,
  });

/** Pieces neither shipped nor cancelled (S3). */
export const openPieces = (line: PricedLine): number => line.quantity - line.fulfilled - line.cancelled;

/** Σ rounded lines + freight, minor units. */
export const orderTotal = (order: {
  readonly currency: string;
  readonly freight: bigint;
  readonly lines: readonly PricedLine[];
}): bigint => order.freight + sum(order.lines.map((line) => amountOf(line, line.quantity, order.currency)));
