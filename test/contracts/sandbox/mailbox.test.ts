import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMailbox, type Mailbox } from '../../../src/sandbox/mailbox/mailbox.js';

let mailbox: Mailbox;
beforeEach(async () => {
  mailbox = await createMailbox();
});
afterEach(async () => {
  await mailbox.close();
});

const send = (to = 'li@example.cn', { url } = mailbox) =>
  createTransport(url, { from: 'orders@example.com' }).sendMail({
    to,
    subject: '订单 SO-1',
    text: 'Cancelled',
    html: '<p>Cancelled</p>',
    messageId: '<delivery-1@example.com>',
    headers: { 'X-Delivery': '1' },
  });
const impatient = () =>
  createTransport({ url: mailbox.url, socketTimeout: 200 }).sendMail({
    from: 'orders@example.com',
    to: 'li@example.cn',
    subject: 'x',
    text: 'x',
  });

test('a mail sent by a real mailer is kept as it was written', async () => {
  await send();
  expect(mailbox.messages()).toMatchObject([
    {
      to: ['li@example.cn'],
      from: 'orders@example.com',
      subject: '订单 SO-1',
      text: expect.stringContaining('Cancelled'),
      html: '<p>Cancelled</p>',
      messageId: '<delivery-1@example.com>',
      headers: { 'x-delivery': '1' },
    },
  ]);
  expect(mailbox.messages()[0]?.raw).toContain('X-Delivery: 1');
});

test('a mail can be refused for good or for now, for one address alone', async () => {
  mailbox.addFault({ kind: 'reject', to: 'li@example.cn', times: 1 });
  await expect(send()).rejects.toMatchObject({ responseCode: 550 });
  mailbox.addFault({ kind: 'temporary', to: 'li@example.cn', times: 1 });
  await send('other@example.com');
  await expect(send()).rejects.toMatchObject({ responseCode: 451 });
  await send();
  expect(mailbox.messages().map(({ to }) => to)).toEqual([['other@example.com'], ['li@example.cn']]);
});

test('a server that hangs keeps no mail, one that drops the line after taking it does', async () => {
  mailbox.addFault({ kind: 'hang', times: 1 });
  await expect(impatient()).rejects.toThrow();
  expect(mailbox.messages()).toEqual([]);
  mailbox.addFault({ kind: 'drop-after', times: 1 });
  await expect(send()).rejects.toThrow('closed');
  expect(mailbox.messages()).toHaveLength(1);
});

test('mails are still in the mailbox after a restart, until somebody starts over', async () => {
  const home = mkdtempSync(join(tmpdir(), 'mailbox-'));
  const stateFile = join(home, 'mailbox.jsonl');
  try {
    const first = await createMailbox({ stateFile });
    await send('li@example.cn', first);
    await send('wang@example.cn', first);
    const before = first.messages();
    await first.close();

    const second = await createMailbox({ stateFile });
    expect(second.messages()).toEqual(before);
    expect(before.map(({ to, subject }) => [...to, subject])).toEqual([
      ['li@example.cn', '订单 SO-1'],
      ['wang@example.cn', '订单 SO-1'],
    ]);
    second.clear();
    await send('zhao@example.cn', second);
    await second.close();

    const third = await createMailbox({ stateFile });
    expect(third.messages().map(({ to }) => to)).toEqual([['zhao@example.cn']]);
    await third.close();
  } finally {
    rmSync(home, { recursive: true });
  }
});
