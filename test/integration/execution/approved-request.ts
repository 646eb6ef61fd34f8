import { newId } from '../../../src/kernel/ids.js';
import type { Database } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { startExecution } from '../../../src/platform/execution/start-execution.js';

const STEPS = ['stock', 'finance', 'settle'] as const;

/** A sales order without lines, and an approved request to cancel it: as much as the machinery looks at. */
export const approvedRequest = async (db: Database): Promise<{ requestId: string; orderId: string }> => {
  const id = newId();
  const member = await db.prisma.member.create({
    data: { email: `${id}@example.com`, name: 'Robert King', department: 'EMEA', roles: ['sales'] },
  });
  const customer = await db.prisma.customer.create({ data: { code: id, name: 'Alfreds Futterkiste' } });
  const order = await db.prisma.order.create({
    data: {
      number: `SO-${id}`,
      kind: 'sales',
      customerId: customer.id,
      ownerId: member.id,
      placedOn: new Date('2026-05-04'),
      currency: 'USD',
      status: 'new',
      warehouse: 'MAIN',
    },
  });
  const request = await db.prisma.request.create({
    data: {
      subjectType: 'order',
      subjectId: order.id,
      action: 'cancel',
      planHash: 'a'.repeat(64),
      policyVersion: '1',
      requestedById: member.id,
      idempotencyKey: id,
    },
  });
  // No step asks for anybody's decision, so the request may be approved as it is; it cannot begin so.
  await db.prisma.request.update({ where: { id: request.id }, data: { state: 'approved' } });
  return { requestId: request.id, orderId: order.id };
};

/** The same with its execution open. */
export const openExecution = async (
  db: Database,
  steps: readonly string[] = STEPS,
): Promise<{ requestId: string; orderId: string; executionId: string }> => {
  const about = await approvedRequest(db);
  const executionId = await inTransaction(db, (tx) =>
    startExecution(tx, { ...about, action: 'cancel', steps }),
  );
  return { ...about, executionId };
};
