import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries } from '../../../src/features/notifications/create-deliveries.js';
import type { Message, Recipient } from '../../../src/features/notifications/messages.js';
import type { MailOutcome } from '../../../src/features/notifications/ports.js';
import { reopenAfterOutage } from '../../../src/features/notifications/reopen-failed-messages.js';
import { verify } from '../../../src/features/verify/verify.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import type { Desk } from '../../support/desk.js';
import { at, openCompany } from '../../support/notifications/company.js';
import { openPostOffice, type PostOffice } from '../../support/notifications/post-office.js';

let desk: Desk;
let office: PostOffice;
let requestId: string;
let order = 0;
let mail: MailOutcome;

const card: Message = { kind: 'approval-card', payload: {} };
const approvals: Recipient = { to: 'channel', purpose: 'order-approvals' };

const record = async (message: Message = card, recipient: Recipient = approvals): Promise<string> => {
  const [made] = await inTransaction(desk.db, (tx) =>
    createDeliveries(tx, [{ ...message, recipient, fact: 'asked', requestId }], office.now()),
  );
  return made?.id ?? '';
};
/** The worker starts again; answers what it takes up. */
const restart = (): Promise<string[]> =>
  reopenAfterOutage(desk.db, { clock: office.work.clock, mostTries: 2 });

beforeAll(async () => {
  desk = await openCompany();
});
beforeEach(async () => {
  office = openPostOffice(desk.db, {
    options: { mostTries: 2 },
    mail: { send: async () => mail },
  });
  order += 1;
  const asked = await desk.request(`BIG-${order}`, at('sam'));
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
  requestId = asked.value.requestId;
});
afterAll(() => desk.close());

describe('a message whose tries ran out in an outage', () => {
  it('is tried again when a worker starts after it, and until then verify names it', async () => {
    office = openPostOffice(desk.db);
    const id = await record();
    const { mostTries } = office.work.options;
    office.slack.trouble(...Array<'unreachable'>(mostTries).fill('unreachable'));
    expect(await office.until(id)).toBe('failed');
    const named = (await verify(desk.db)).checks.flatMap(({ failures }) => failures.map((row) => row.id));
    expect(named).toContain(id);
    expect(await restart()).toEqual([id]);
    expect(await office.until(id)).toBe('sent');
    expect(await restart()).toEqual([]);
  });

  it('is looked for first when the last try may have arrived (C4)', async () => {
    const id = await record();
    office.slack.trouble('drop-answer', 'unreachable');
    expect(await office.until(id)).toBe('failed');
    expect(await restart()).toEqual([id]);
    expect(await office.until(id)).toBe('sent');
    expect(office.slack.posts).toHaveLength(1);
  });

  it('stays as it is when its request is closed, since nobody has anything to do by it', async () => {
    const id = await record();
    office.slack.trouble('unreachable', 'unreachable');
    await office.until(id);
    await desk.decide(requestId, at('mia'), 'rejected');
    expect(await restart()).toEqual([]);
  });

  it('is sent to the customer all the same when it is a letter', async () => {
    const orderId = (await desk.db.prisma.order.findUniqueOrThrow({ where: { number: `BIG-${order}` } })).id;
    const id = await record({ kind: 'customer-mail', payload: { orderId } }, { to: 'mail', orderId });
    mail = { outcome: 'not-sent', reason: 'ECONNREFUSED' };
    expect(await office.until(id)).toBe('failed');
    await desk.decide(requestId, at('mia'), 'rejected');
    mail = { outcome: 'sent', messageId: 'letter-1' };
    expect(await restart()).toEqual([id]);
    expect(await office.until(id)).toBe('sent');
    expect(await office.row(id)).toMatchObject({ maybeRepeated: false });
  });
});

describe('a message that was refused', () => {
  it('is not tried again: it would be refused again', async () => {
    const id = await record();
    office.slack.send = async () => ({ outcome: 'refused', code: 'user_not_found' });
    expect(await office.until(id)).toBe('failed');
    expect(await restart()).toEqual([]);
  });
});
