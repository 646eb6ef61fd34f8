import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMember } from '../../../src/features/access/member-store.js';
import { markAttention } from '../../../src/features/approvals/mark-attention.js';
import { readChannels } from '../../../src/features/notifications/read-channels.js';
import type { Database } from '../../../src/platform/db/client.js';
import { inTransaction } from '../../../src/platform/db/in-transaction.js';
import { parkStep } from '../../../src/platform/execution/park-step.js';
import { goOn } from '../../support/cancel-journey.js';
import { ask, modalSaying, openSlackDesk, read, type SlackDesk } from '../../support/slack-desk.js';
import { placeOrder, seedCompany } from '../../support/small-company.js';
import { waitFor } from '../../support/wait-for.js';

const seed = async (db: Database): Promise<void> => {
  await seedCompany(db);
  await writeMember(db.prisma, { email: 'ida@example.com', name: 'Ida Admin', roles: ['admin'] });
};

let desk: SlackDesk;
let asked: string;
beforeAll(async () => {
  desk = await openSlackDesk({ seed });
  asked = await placeOrder(desk.db, { quantity: 30 });
  await desk.request(asked, 'sam@example.com');
});
afterAll(() => desk.close());

const opened = async (email: string): Promise<string> => {
  const person = desk.as(email);
  const before = person.home()?.version;
  await person.openHome();
  return read(
    await waitFor(() => [person.home()].find((home) => home?.version !== before), { what: 'the Home' }),
  );
};

describe('the App Home', () => {
  it('shows a salesperson the way to an order and their own open requests', async () => {
    const home = await opened('sam@example.com');
    expect(home).toContain('Look up an order');
    expect(home).toContain('*Your open requests*');
    expect(home).toContain(`*${asked}*`);
    expect(home).toContain('Waits for a manager.');
    expect(home).not.toContain('Waits for your decision');
    expect(home).not.toContain('Settings');
    expect(await opened('sue@example.com')).toContain('You have no open request.');
  });

  it('shows a manager what waits for their decision, and the order behind it', async () => {
    const mia = desk.as('mia@example.com');
    const home = await opened('mia@example.com');
    expect(home).toMatch(new RegExp(`Waits for your decision\\*\\n\\*${asked}\\*`));
    expect(home).toContain('Duplicate · Nothing was paid\nShow');
    expect(home).toContain('Approve\nReject…');
    await mia.act({ where: { home: true }, actionId: 'order.show' });
    await modalSaying(mia, `${asked} · Acme`);
    await mia.close();
    expect(await opened('fay@example.com')).toContain('Nothing waits for your decision.');
  });

  it('opens the look-up form', async () => {
    const sam = desk.as('sam@example.com');
    await opened('sam@example.com');
    await sam.act({ where: { home: true }, actionId: 'look-up.open' });
    await modalSaying(sam, 'Order number, customer or SKU');
    await sam.submit({ 'look-up.words': asked });
    await modalSaying(sam, `${asked} · Acme`);
    await sam.close();
  });

  it('says to who is no member whom to ask, and nothing else', async () => {
    desk.sandbox.control.addPerson({ email: 'nobody@example.com', name: 'No Body' });
    const home = await opened('nobody@example.com');
    expect(home).toBe(
      'You are not registered with Countermand, so it cannot show or do anything for you. Please ask Ida Admin to add you.',
    );
  });
});

describe('a step that is stuck', () => {
  it('is tried again from the Home, from the list and from the order, by who may', async () => {
    const number = await placeOrder(desk.db, { quantity: 1 });
    const requested = await desk.request(number, 'sam@example.com');
    if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
    const { requestId } = requested.value;
    const execution = await desk.db.prisma.execution.findUniqueOrThrow({ where: { requestId } });
    const step = () =>
      desk.db.prisma.executionStep.findUniqueOrThrow({
        where: { executionId_step: { executionId: execution.id, step: 'stock' } },
      });
    const park = async () => {
      const { generation } = await step();
      const job = { kind: 'step', executionId: execution.id, step: 'stock', generation } as const;
      expect(await parkStep(desk.db, job, new Error('no such shelf'))).toBe(true);
    };
    const triedAgain = (generation: number) =>
      waitFor(async () => (await step()).generation === generation, { what: `try ${generation}` });
    const will = desk.as('will@example.com');

    await park();
    await inTransaction(desk.db, (tx) => markAttention(tx, requestId, new Date()));
    expect(await opened('will@example.com')).toContain('*Needs a hand*');
    await will.act({ where: { home: true }, actionId: 'step.retry' });
    await triedAgain(2);
    await waitFor(() => !read(will.home()).includes('Needs a hand'), { what: 'the Home to be drawn again' });

    await park();
    await will.click(await ask(will, '/order pending'), 'step.retry');
    await triedAgain(3);

    await park();
    await will.click(await ask(will, `/order ${number}`), 'step.retry');
    await triedAgain(4);

    await park();
    for (const email of ['sam@example.com', 'fay@example.com']) {
      expect(await opened(email)).not.toContain('Retry');
      expect(read(await ask(desk.as(email), '/order pending'))).not.toContain('Retry');
      expect(read(await ask(desk.as(email), `/order ${number}`))).not.toContain('Retry');
    }
  });
});

describe('an open request of one’s own', () => {
  it('stands in the Home as soon as it is asked for in a window that was opened there', async () => {
    const number = await placeOrder(desk.db, { quantity: 30 });
    const sam = desk.as('sam@example.com');
    expect(await opened('sam@example.com')).not.toContain(number);
    await sam.act({ where: { home: true }, actionId: 'look-up.open' });
    await modalSaying(sam, 'Order number, customer or SKU');
    await sam.submit({ 'look-up.words': number });
    await modalSaying(sam, `${number} · Acme`);
    await sam.clickInModal('order.cancel');
    await modalSaying(sam, 'What cancelling does');
    await goOn(sam);
    await sam.submit();
    await modalSaying(sam, 'is asked for');
    await waitFor(() => read(sam.home()).includes(number), { what: 'a Home with the request' });
    await sam.close(true);
  });

  it('is withdrawn from the Home or the order behind it, and the Home no longer shows it', async () => {
    const sam = desk.as('sam@example.com');
    /** Clicks the button of the Home that has this value. */
    const press = (actionId: string, value: string) => {
      const block = sam.home()?.blocks.find((one) => JSON.stringify(one).includes(`"value":"${value}"`));
      return sam.act({ where: { home: true }, actionId, blockId: String(block?.block_id), confirm: true });
    };
    const gone = (number: string) =>
      waitFor(() => !read(sam.home()).includes(number), { what: `a Home without ${number}` });
    const asks = async () => {
      const number = await placeOrder(desk.db, { quantity: 30 });
      const requested = await desk.request(number, 'sam@example.com');
      if (!requested.ok) throw new Error(JSON.stringify(requested.refusals));
      expect(await opened('sam@example.com')).toContain(`*${number}*`);
      return { number, requestId: requested.value.requestId };
    };
    const first = await asks();
    await press('request.withdraw', first.requestId);
    await gone(first.number);

    const second = await asks();
    await press('order.show', second.number);
    await modalSaying(sam, `${second.number} · Acme`);
    await sam.clickInModal('request.withdraw');
    await modalSaying(sam, 'Withdrawn.');
    await gone(second.number);
    await sam.close();
  });
});

describe('settings in the App Home', () => {
  const choose = (email: string, purpose: string, channel: string) =>
    desk.as(email).act({
      where: { home: true },
      actionId: 'home.channel',
      blockId: purpose,
      value: channel,
      confirm: true,
    });
  const channelOf = async (purpose: string) =>
    (await readChannels(desk.db)).find((channel) => channel.purpose === purpose);
  const told = (email: string, text: string) =>
    waitFor(
      () =>
        desk
          .as(email)
          .messages()
          .some((message) => read(message).includes(text)),
      { what: text },
    );

  it('lets an admin choose a channel, announces it there and keeps it by id', async () => {
    const settings = await opened('ida@example.com');
    expect(settings).toContain('Until a channel is chosen: #order-ops');
    // Those alone to which something is posted.
    expect(settings.match(/#order-[a-z]+/g)).toEqual(['#order-approvals', '#order-ops']);
    const { id } = desk.sandbox.control.channel('general');
    desk.sandbox.control.changeChannel('general', {
      members: [...desk.sandbox.control.channel('general').members, desk.sandbox.credentials.botUserId],
    });
    await choose('ida@example.com', 'order-ops', id);
    await told('ida@example.com', `Done: <#${id}>`);
    expect(await channelOf('order-ops')).toMatchObject({ id });
    const announced = () =>
      desk
        .as('sam@example.com')
        .messages('general')
        .filter((message) => read(message).includes('posted here from now on'));
    expect(announced()).toHaveLength(1);
    await waitFor(
      () => !read(desk.as('ida@example.com').home()).includes('Until a channel is chosen: #order-ops'),
    );
    // The same payload once more: nothing is said or changed twice.
    await desk.sandbox.control.redeliver(1);
    await opened('ida@example.com');
    expect(announced()).toHaveLength(1);
    expect(await desk.db.prisma.auditEvent.count({ where: { action: 'channel.chosen' } })).toBe(1);
  });

  it('asks before a channel is taken, and says who will read what is posted there', async () => {
    await opened('ida@example.com');
    const { id } = desk.sandbox.control.channel('general');
    const seen = await desk.as('ida@example.com').act({
      where: { home: true },
      actionId: 'home.channel',
      blockId: 'order-approvals',
      value: id,
    });
    expect(seen.outcome).toBe('asked-to-confirm');
    expect(JSON.stringify(seen.confirm)).toContain('A public channel is open to the whole workspace');
    expect(await channelOf('order-approvals')).toMatchObject({ id: null });
  });

  it('refuses a channel to which it cannot post, and says how to change that', async () => {
    const secret = desk.sandbox.control.addChannel('secret', 'private', [desk.as('ida@example.com').id]);
    await opened('ida@example.com');
    await choose('ida@example.com', 'order-approvals', secret.id);
    await told('ida@example.com', '/invite @Countermand');
    expect(await channelOf('order-approvals')).toMatchObject({ id: null, name: 'order-approvals' });
  });

  it('refuses who is no longer an admin, whatever their screen still shows', async () => {
    await writeMember(desk.db.prisma, { email: 'ada@example.com', name: 'Ada', roles: ['admin'] });
    desk.sandbox.control.addPerson({ email: 'ada@example.com', name: 'Ada' });
    await opened('ada@example.com');
    await writeMember(desk.db.prisma, { email: 'ada@example.com', roles: ['warehouse'] });
    await choose('ada@example.com', 'order-approvals', desk.sandbox.control.channel('order-approvals').id);
    await told('ada@example.com', 'Only an admin can change that');
    expect(await channelOf('order-approvals')).toMatchObject({ id: null });
    await waitFor(() => !read(desk.as('ada@example.com').home()).includes('Settings'));
  });

  it('lists the members with their roles and how to change them', async () => {
    await opened('ida@example.com');
    await desk.as('ida@example.com').act({ where: { home: true }, actionId: 'home.members' });
    const members = read(await modalSaying(desk.as('ida@example.com'), 'Max Both'));
    expect(members).toContain('*Max Both* · manager, finance · Sales\nmax@example.com · has not used it yet');
    expect(members).toContain('*Ida Admin* · admin · –\nida@example.com\n');
    expect(members).toContain('npx countermand member set');
  });
});
