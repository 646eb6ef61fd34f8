import { afterAll, beforeAll, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';
import { openWorkingDesk, type WorkingDesk } from '../../support/working-desk.js';

let desk: WorkingDesk;
beforeAll(async () => {
  desk = await openWorkingDesk({ seed: seedCompany });
});
afterAll(() => desk.close());

it('a card that an outage outlasted is posted by the worker that starts after it (K4)', async () => {
  const requested = await desk.request(await placeOrder(desk.db, { quantity: 30 }), 'sam@example.com');
  if (!requested.ok) throw new Error('not requested');
  await desk.quiet();
  const id = newId();
  await desk.db.prisma.delivery.create({
    data: {
      id,
      key: 'given up',
      kind: 'approval-card',
      requestId: requested.value.requestId,
      recipient: 'channel:order-approvals',
      payload: {},
      state: 'failed',
      attempts: 24,
      lastError: 'ECONNREFUSED',
    },
  });
  await desk.restartWorker();
  const posted = () => desk.db.prisma.delivery.count({ where: { id, state: 'sent' } });
  await waitFor(async () => (await posted()) === 1, { what: 'the card to be posted' });
});
