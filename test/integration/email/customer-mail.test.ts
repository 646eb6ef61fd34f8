import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailSender } from '../../../src/edges/email/create-mail-sender.js';
import { previewMail } from '../../../src/edges/email/preview-mail.js';
import { customerLetter, readCustomerLetter } from '../../../src/features/notifications/customer-letter.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { customerChangedMind } from '../../support/desk.js';
import { at } from '../../support/notifications/company.js';
import { type FlowsWorld, openFlowsWorld } from '../../support/notifications/flows-world.js';
import { type MailRoom, openMailRoom } from '../../support/notifications/mail-room.js';

let world: FlowsWorld;
let room: MailRoom;
const tellThem = { ...customerChangedMind, tellCustomer: true };

beforeAll(async () => {
  room = await openMailRoom();
  world = await openFlowsWorld((db) =>
    createMailSender({
      smtpUrl: room.url,
      from: 'orders@trading.example',
      letterOf: (requestId) => readCustomerLetter(db, requestId),
    }),
  );
});
afterAll(async () => {
  await world.close();
  await room.close();
});

const mailOf = async (requestId: string): Promise<string> =>
  (await world.office.of(requestId)).find(({ kind }) => kind === 'customer-mail')?.id ?? 'no mail';

describe('the customer of a cancelled order', () => {
  it('gets the letter that the requester saw beforehand, once the order is cancelled and not before (C4)', async () => {
    const seen = await world.desk.preview('PAID-1', at('sam'), tellThem);
    if (!seen.ok || seen.value.customer === null) throw new Error('no preview');
    const { plan, customer, ownerName } = seen.value;
    const preview = previewMail(customerLetter(plan, { customer, ownerName }));

    const { requestId } = await world.ask('PAID-1', 'sam', tellThem);
    await world.desk.decide(requestId, at('mia'));
    await world.desk.decide(requestId, at('fay'));
    const jobs = await world.relay();
    expect(await mailOf(requestId)).toBe('no mail');
    await world.settle(jobs);
    expect(await world.office.until(await mailOf(requestId))).toBe('sent');
    const [mail] = room.letters;
    expect(mail?.subject).toBe(preview?.subject);
    expect(mail?.text?.trim()).toBe(preview?.text.trim());
    expect(mail?.to).toMatchObject({ value: [{ address: preview?.to, name: 'Acme <b>& Sons</b>' }] });
    expect(mail?.html).toContain('Acme &lt;b&gt;&amp; Sons&lt;/b&gt;');
  });

  it('gets a letter again, marked as possibly repeated, when nobody can tell whether the first arrived', async () => {
    const { requestId } = await world.ask('FREE-1', 'sam', tellThem);
    await world.settle();
    const id = await mailOf(requestId);
    room.letters.length = 0;
    room.manner = 'hang-up';
    await world.office.try(id);
    expect(await world.office.row(id)).toMatchObject({ state: 'unknown' });
    room.manner = 'accept';
    expect(await world.office.until(id)).toBe('sent');
    const [first, second] = room.letters;
    expect(second?.messageId).toBe(first?.messageId);
    expect(await world.office.row(id)).toMatchObject({ maybeRepeated: true, sentAs: first?.messageId });
  });

  it('is shown on the cards as written to, without anybody asking (K4)', async () => {
    const { requestId } = await world.ask('FREE-3', 'sam', tellThem);
    await world.settle();
    const { prisma } = world.desk.db;
    world.office.slack.draw = async ({ requestId: id }) =>
      (await prisma.delivery.findFirst({ where: { requestId: id, kind: 'customer-mail' } }))?.state ?? 'none';
    const thread = (await world.office.of(requestId)).find(({ kind }) => kind === 'ops-thread');
    await world.office.until(thread?.id ?? '');
    const shown = () =>
      world.office.slack.posts.find(({ message }) => message.requestId === requestId)?.shown;
    expect(shown()).toEqual(['pending']);
    await world.office.until(await mailOf(requestId));
    expect(shown()?.at(-1)).toBe('sent');
  });

  it('gets nothing when the requester did not want it', async () => {
    const { requestId } = await world.ask('FREE-2', 'sam');
    await world.settle();
    expect(await mailOf(requestId)).toBe('no mail');
  });

  it('is never written to while a database transaction is open (M12)', async () => {
    const before = room.letters.length;
    const { mail } = world.office.work.ports;
    const inside = inTransaction(world.desk.db, () =>
      mail.send({ deliveryId: 'd', requestId: 'r', orderId: 'o' }),
    );
    await expect(inside).rejects.toMatchObject({ code: 'network-in-transaction' });
    expect(room.letters).toHaveLength(before);
  });
});
