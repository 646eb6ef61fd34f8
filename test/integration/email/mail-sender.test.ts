import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMailSender } from '../../../src/edges/email/create-mail-sender.js';
import type { CustomerLetter } from '../../../src/features/notifications/customer-letter.js';
import { newId } from '../../../src/kernel/ids.js';
import { type MailRoom, openMailRoom } from '../../support/notifications/mail-room.js';

const letter: CustomerLetter = {
  name: 'Acme & Sons',
  address: 'ann@acme.example',
  country: 'Germany',
  orderNumber: 'SO-1',
  currency: 'USD',
  lines: [{ sku: 'CUP', name: 'Cup', quantity: 50, amount: 50_000n }],
  freight: 0n,
  total: 50_000n,
  paidBack: { original: 10_000n, bankTransfer: 0n },
  kept: 0n,
  fee: 0n,
  contact: 'Sam Sales',
};

let room: MailRoom;
let current: CustomerLetter | null;
const deliveryId = newId();
const message = { deliveryId, requestId: newId(), orderId: newId() };
const sender = (smtpUrl: string | undefined = room.url, patienceMs = 5_000) =>
  createMailSender({
    smtpUrl,
    from: 'Example Trading <orders@trading.example>',
    letterOf: async () => current,
    patienceMs,
  });

beforeAll(async () => {
  room = await openMailRoom();
});
beforeEach(() => {
  current = letter;
  room.manner = 'accept';
  room.letters.length = 0;
  room.raw.length = 0;
});
afterAll(() => room.close());

describe('a letter to a customer', () => {
  it('arrives with order, lines and what is paid back, as text and as HTML', async () => {
    expect((await sender().send(message)).outcome).toBe('sent');
    const [mail] = room.letters;
    expect(mail?.subject).toBe('Your order SO-1 is cancelled');
    expect(mail?.from?.text).toBe('"Example Trading" <orders@trading.example>');
    expect(mail?.text).toContain('50 × Cup (CUP): $500.00');
    expect(mail?.text).toContain('We will pay back $100.00 the way you paid.');
    expect(mail?.html).toContain('Dear Acme &amp; Sons,');
    expect(mail?.html).toContain('We will pay back $100.00 the way you paid.');
  });

  it('has the same Message-ID each time the same delivery is sent (C4)', async () => {
    await sender().send(message);
    await sender().send(message);
    expect(room.letters.map(({ messageId }) => messageId)).toEqual([
      `<${deliveryId}@trading.example>`,
      `<${deliveryId}@trading.example>`,
    ]);
  });

  it('is kept where there is no mail server', async () => {
    const without = createMailSender({ smtpUrl: undefined, from: undefined, letterOf: async () => current });
    expect(await without.send(message)).toEqual({ outcome: 'kept' });
  });

  it.each([
    ['no-address', { ...letter, address: null }],
    ['address-invalid', { ...letter, address: 'ann@acme.example\r\nBcc: all@acme.example' }],
    ['address-invalid', { ...letter, address: 'ann@acme.example, bob@acme.example' }],
    ['address-invalid', { ...letter, address: 'nobody' }],
  ])('is refused with %s and nobody gets anything', async (code, wrong) => {
    current = wrong;
    expect(await sender().send(message)).toEqual({ outcome: 'refused', code });
    expect(room.letters).toHaveLength(0);
  });

  it('cannot be given a header or a second recipient by a name or an order number', async () => {
    const evil = 'X\r\nBcc: all@acme.example\r\n\r\n<script>alert(1)</script>';
    current = { ...letter, name: evil, orderNumber: evil, contact: evil };
    expect((await sender().send(message)).outcome).toBe('sent');
    const [mail] = room.letters;
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.to).toMatchObject({ value: [{ address: 'ann@acme.example' }] });
    expect(mail?.html).not.toContain('<script>');
    expect(mail?.text).toContain('<script>alert(1)</script>');
    expect(room.raw[0]?.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im);
  });
});

describe('what is known after a letter was handed over', () => {
  it.each([
    ['not-now', { outcome: 'not-sent', reason: 'smtp-451' }],
    ['never', { outcome: 'refused', code: 'smtp-554' }],
    ['unknown-recipient', { outcome: 'refused', code: 'smtp-550' }],
  ] as const)('%s', async (manner, outcome) => {
    room.manner = manner;
    expect(await sender().send(message)).toEqual(outcome);
    expect(room.letters).toHaveLength(0);
  });

  it('is nothing, when the server hangs up after it has the letter', async () => {
    room.manner = 'hang-up';
    expect(await sender().send(message)).toMatchObject({ outcome: 'unknown' });
    expect(room.letters).toHaveLength(1);
  });

  it('is that it was not sent, when nobody listens', async () => {
    const closed = await openMailRoom();
    await closed.close();
    expect(await sender(closed.url).send(message)).toMatchObject({ outcome: 'not-sent' });
  });

  it('is that it was not sent, when the server takes the connection and says nothing', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await sender(`smtp://127.0.0.1:${port}`, 200).send(message)).toMatchObject({
      outcome: 'not-sent',
    });
    silent.close();
  });
});
