import type { Prisma } from '../../platform/db/generated/client.js';

/** What lists and cards say of an order, without its lines. */
export const HEAD = {
  id: true,
  number: true,
  kind: true,
  status: true,
  placedOn: true,
  requiredOn: true,
  currency: true,
  freight: true,
  warehouse: true,
  archivedAt: true,
  cancelledAt: true,
  version: true,
  owner: { select: { id: true, name: true, email: true, department: true } },
  customer: {
    select: { id: true, code: true, name: true, email: true, country: true, city: true, contact: true },
  },
  supplier: {
    select: { id: true, code: true, name: true, email: true, country: true, city: true, contact: true },
  },
} satisfies Prisma.OrderSelect;

export type StoredOrderHead = Prisma.OrderGetPayload<{ select: typeof HEAD }>;
