import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  companyAsks,
  entered,
  goOn,
  importSecondCompany,
  openForm,
} from '../../support/cancel-journey.js';
import { modalSaying, openSlackDesk, read, type SlackDesk, said } from '../../support/slack-desk.js';
import { waitFor } from '../../support/wait-for.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({ seed: importSecondCompany });
});
afterAll(() => desk.close());
afterEach(() => desk.sandbox.control.clearFaults());

const tom = () => desk.as(at('tom.reed'));
const mei = () => desk.as(at('mei.wang'));
const sara = () => desk.as(at('sara.north'));
const requestsOn = (number: string) =>
  desk.db.prisma.request.findMany({ where: { cancellation: { order: { number } } } });
const lastDelivery = () => desk.sandbox.control.deliveries().at(-1)?.id;

/** From now on whatever asks who somebody is waits, until `release` is called. */
const holdTheDatabase = async (): Promise<{
  release(): Promise<void>;
  releaseAfter(seconds: number): void;
}> => {
  const client = new pg.Client({ connectionString: desk.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE member IN ACCESS EXCLUSIVE MODE');
  const release = async (): Promise<void> => {
    await client.query('COMMIT');
    await client.end();
  };
  return {
    release,
    releaseAfter: (seconds) =>
      void client.query(`SELECT pg_sleep(${seconds})`).then(release, () => undefined),
  };
};

describe('a database that takes five seconds', () => {
  it('K1: keeps nobody waiting for an acknowledgement, and answers when it can', async () => {
    const opening = await holdTheDatabase();
    opening.releaseAfter(5);
    const opened = await tom().command('/order cancel S-1004', 'general');
    expect(opened.outcome).toBe('acknowledged');
    expect(opened.acknowledgedAfterMs).toBeLessThan(2_000);
    await modalSaying(tom(), 'One moment…');
    await modalSaying(tom(), 'What cancelling does');
    await goOn(tom());

    const asking = await holdTheDatabase();
    asking.releaseAfter(5);
    const confirmed = await tom().submit();
    expect(confirmed.outcome).toBe('acknowledged');
    expect(confirmed.acknowledgedAfterMs).toBeLessThan(2_000);
    expect(read(tom().modal())).toContain('One moment…');
    await modalSaying(tom(), 'is asked for');
    expect(await requestsOn('S-1004')).toHaveLength(1);
  });
});

describe('a person who is faster than the bot', () => {
  it('is asked for what was not on the screen yet, and keeps every answer', async () => {
    await openForm(tom(), 'S-1015');
    await tom().fill({ 'cancel.asked-by': 'company' });
    await waitFor(() => !read(tom().modal()).includes('How did the customer confirm?'));
    const held = await holdTheDatabase();
    const seen = await tom().submit({
      'cancel.asked-by': 'customer',
      'cancel.refund': 'keep',
      'cancel.reason': 'price',
      'cancel.note': 'as typed',
    });
    expect(seen.errors).toEqual({});
    await held.release();
    const again = read(await modalSaying(tom(), 'Please look again'));
    expect(again).toContain('Please say how and when the customer confirmed.');
    expect(again).toContain('Please say why the money is kept.');
    expect(entered(tom())).toMatchObject({
      'cancel.asked-by': 'customer',
      'cancel.confirmed-how': null,
      'cancel.refund': 'keep',
      'cancel.refund-note': null,
      'cancel.reason': 'price',
      'cancel.note': 'as typed',
    });
    await goOn(tom(), {
      'cancel.confirmed-how': 'chat',
      'cancel.confirmed-on': '2026-02-20',
      'cancel.refund-note': 'Agreed.',
    });
  });
});

describe('a person who closes the modal', () => {
  it('gets the outcome by direct message when they had confirmed already', async () => {
    await openForm(tom(), 'S-1042');
    await goOn(tom());
    const held = await holdTheDatabase();
    await tom().submit();
    await tom().close(true);
    await held.release();
    const told = await waitFor(() => tom().messages().at(-1), { what: 'a direct message' });
    expect(read(told)).toContain('The cancellation of S-1042 is asked for.');
    expect(await requestsOn('S-1042')).toHaveLength(1);
  });

  it('is told that nothing was asked for when the order changed under them', async () => {
    await openForm(tom(), 'S-1033');
    await goOn(tom());
    await desk.db.prisma.order.update({ where: { number: 'S-1033' }, data: { freight: 9n } });
    const before = tom().messages().length;
    const held = await holdTheDatabase();
    await tom().submit();
    await tom().close(true);
    await held.release();
    const told = await waitFor(() => tom().messages()[before], { what: 'a direct message' });
    expect(read(told)).toContain('so nothing was asked for. Type `/order cancel S-1033`');
    expect(await requestsOn('S-1033')).toEqual([]);
  });

  it('before that has asked for nothing, and it is no error', async () => {
    const before = tom().messages().length;
    const held = await holdTheDatabase();
    await tom().command('/order cancel S-1031', 'general');
    await tom().close(true);
    await held.release();
    await openForm(tom(), 'S-1031');
    await goOn(tom());
    await tom().close(true);
    expect(await requestsOn('S-1031')).toEqual([]);
    expect(tom().messages()).toHaveLength(before);
    expect(desk.lines.filter((line) => Number(line.level) >= 50)).toEqual([]);
  });
});

describe('Slack in trouble', () => {
  it('says how to go on when the window could not be opened in time', async () => {
    await tom().close(true);
    desk.sandbox.control.ageTriggers(4_000);
    const told = await said(tom(), () => tom().command('/order cancel S-1031', 'general'));
    expect(read(told)).toContain('The window could not be opened in time.');
    expect(told.ephemeralTo).toBe(tom().id);
    expect(tom().modal()).toBeUndefined();
  });

  it('tells the outcome by message when the modal cannot be drawn', async () => {
    const before = mei().messages().length;
    await openForm(mei(), 'S-1022');
    await goOn(mei());
    desk.sandbox.control.addFault({ method: 'views.update', kind: 'status', status: 500 });
    await mei().submit();
    const told = await waitFor(() => mei().messages()[before], { what: 'a direct message' });
    expect(read(told)).toContain('The cancellation of S-1022 is asked for.');
  });
});

describe('the same thing delivered or pressed several times', () => {
  it('K5: asks once when the button is pressed twice', async () => {
    await openForm(mei(), 'S-1002');
    await goOn(mei());
    await Promise.all([mei().submit(), mei().submit()]);
    await modalSaying(mei(), 'is asked for');
    expect(await requestsOn('S-1002')).toHaveLength(1);
  });

  it('K1: asks once when Slack delivers each payload three times', async () => {
    desk.sandbox.control.setDeliveryFaults({ repeats: 2 });
    await openForm(mei(), 'S-1013');
    await goOn(mei(), { ...companyAsks, 'cancel.refund': 'bank_transfer' });
    await mei().submit();
    await modalSaying(mei(), 'is asked for');
    const requests = await requestsOn('S-1013');
    expect(requests).toHaveLength(1);
    expect(await desk.db.prisma.auditEvent.count({ where: { requestId: requests[0]?.id ?? '' } })).toBe(1);
  });

  // The last one: it ends the connection, to be sure that everything in hand was worked off.
  it('K5: shows the same request when form and confirmation come once more, and writes nothing', async () => {
    await openForm(sara(), 'S-1041');
    await goOn(sara());
    const form = lastDelivery();
    await sara().submit();
    const confirmation = lastDelivery();
    const outcome = read(await modalSaying(sara(), 'is asked for'));
    const [request] = await requestsOn('S-1041');
    await desk.sandbox.control.redeliver(2, confirmation);
    await desk.sandbox.control.redeliver(2, form);
    await desk.slack.drain({ timeoutMs: 10_000 });
    expect(await requestsOn('S-1041')).toEqual([request]);
    expect(await desk.db.prisma.auditEvent.count({ where: { requestId: request?.id ?? '' } })).toBe(1);
    expect(read(sara().modal())).toBe(outcome);
  });
});
