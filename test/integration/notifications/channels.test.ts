import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMember } from '../../../src/features/access/member-store.js';
import { chooseChannel } from '../../../src/features/notifications/choose-channel.js';
import { createDeliveries } from '../../../src/features/notifications/create-deliveries.js';
import { readChannels } from '../../../src/features/notifications/read-channels.js';
import { readDeliveries, readUndelivered } from '../../../src/features/notifications/read-deliveries.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import type { Desk } from '../../support/desk.js';
import { at, openCompany } from '../../support/notifications/company.js';
import { openPostOffice } from '../../support/notifications/post-office.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openCompany();
  await writeMember(desk.db.prisma, { email: at('ada'), roles: ['admin'] });
});
afterAll(() => desk.close());

const choose = async (who: string) =>
  chooseChannel(desk.db, {
    actor: await desk.person(at(who)),
    purpose: 'order-approvals',
    channel: { id: 'C42', name: 'deals' },
  });

describe('the channel for approvals', () => {
  it('is called order-approvals until an admin chooses another; nobody else may, and it is recorded (C5)', async () => {
    expect(await choose('mia')).toEqual({
      ok: false,
      refusals: [{ code: 'role-missing', roles: ['admin'] }],
    });
    expect(await readChannels(desk.db)).toContainEqual({
      purpose: 'order-approvals',
      id: null,
      name: 'order-approvals',
    });
    expect(await choose('ada')).toMatchObject({ ok: true });
    expect(await readChannels(desk.db)).toContainEqual({
      purpose: 'order-approvals',
      id: 'C42',
      name: 'deals',
    });
    const lines = await desk.db.prisma.auditEvent.findMany({ where: { action: 'channel.chosen' } });
    expect(lines.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
  });

  it('gets what could not be posted before, once it is chosen', async () => {
    const asked = await desk.request('BIG-1', at('sam'));
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
    const { requestId } = asked.value;
    const office = openPostOffice(desk.db, { options: { mostTries: 2 } });
    const [card] = await inTransaction(desk.db, (tx) =>
      createDeliveries(
        tx,
        [
          {
            kind: 'approval-card',
            payload: {},
            recipient: { to: 'channel', purpose: 'order-approvals' },
            fact: 'asked',
            requestId,
          },
        ],
        office.now(),
      ),
    );
    const id = card?.id ?? '';
    expect(await office.until(id)).toBe('failed');
    expect(await readUndelivered(desk.db, 10)).toContainEqual(
      expect.objectContaining({ id, state: 'failed', lastError: 'channel_not_found' }),
    );
    office.slack.channels.set('deals', 'C42');
    expect(await choose('ada')).toMatchObject({ ok: true, value: { reopened: 1 } });
    expect(await office.until(id)).toBe('sent');
    expect(await readDeliveries(desk.db, requestId)).toContainEqual(
      expect.objectContaining({ id, state: 'sent', lastError: null }),
    );
  });
});
