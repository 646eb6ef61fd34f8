import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { formatMoney } from '../../../src/words/formats.js';
import { CANCELLABLE, SECOND_DATA_SET } from '../../support/second-data-set/second-data-set.js';
import { ask, openSlackDesk, read, type SlackDesk } from '../../support/slack-desk.js';

let desk: SlackDesk;
beforeAll(async () => {
  desk = await openSlackDesk({
    seed: async (db) => {
      expect(await importFolder(db, { folder: SECOND_DATA_SET })).toMatchObject({ ok: true });
    },
  });
});
afterAll(() => desk.close());

const omar = () => desk.as('omar.haddad@brightwater.example');
const card = async (typed: string) => read(await ask(omar(), `/order ${typed}`));

describe('the orders of a company with three currencies', () => {
  it('show their totals and what is paid in their own money, to the last minor unit', async () => {
    for (const { number, total, paid, currency } of CANCELLABLE) {
      const shown = await card(number);
      expect(shown, number).toContain(`*Total*\n${formatMoney({ amount: total, currency }, 'en-US')}`);
      expect(shown, number).toContain(`*Paid*\n${formatMoney({ amount: paid, currency }, 'en-US')}`);
    }
    expect(await card('S-1033')).toContain('1,538.464');
    expect(await card('S-1023')).toContain('¥757,576');
  });

  it('show the same totals where they are listed, found by words or by numbers', async () => {
    for (const { number, total, currency } of CANCELLABLE) {
      const listed = read(await ask(omar(), `/order find number:${number}`));
      expect(listed, number).toMatch(new RegExp(`^\\*${number}\\* · .*\n\\*(.*)\\* · `, 'm'));
      expect(listed, number).toContain(`\n*${formatMoney({ amount: total, currency }, 'en-US')}* · `);
    }
  });

  it('are found by their digits alone where only one has them', async () => {
    expect(await card('1033')).toContain('S-1033 ·');
    expect(await card('#2001')).toContain('B-2001 ·');
  });

  it('say what is shipped, missing, expected, and what was asked of no customer but a supplier', async () => {
    expect(await card('B-2001')).toMatch(/\d+ of \d+ shipped/);
    expect(await card('S-1042')).toContain('backordered');
    const purchase = await card('P-3001');
    expect(purchase).toContain('purchase order');
    expect(purchase).toMatch(/expected|received/);
    expect(await card('B-2005')).toContain('Cancelled');
  });

  it('are found by Chinese names', async () => {
    const found = read(await ask(omar(), '/order find 上海 明德'));
    expect(found).toContain('orders contain “上海 明德”');
    expect(found).toContain('*S-1002* · 上海明德贸易有限公司');
  });
});
