import { describe, expect, it } from 'vitest';
import { classifyMailError } from '../../../src/edges/email/classify-mail-error.js';
import { customerLocale } from '../../../src/edges/email/customer-locale.js';
import { writeLetter } from '../../../src/edges/email/write-letter.js';
import type { CustomerLetter } from '../../../src/features/notifications/customer-letter.js';

const unpaid: CustomerLetter = {
  name: 'Acme',
  address: 'ann@acme.example',
  country: null,
  orderNumber: 'SO-1',
  currency: 'KWD',
  lines: [{ sku: 'CUP', name: 'Cup', quantity: 1_500, amount: 1_234_567n }],
  freight: 1_500n,
  total: 1_236_067n,
  paidBack: { original: 0n, bankTransfer: 0n },
  kept: 0n,
  fee: 0n,
  contact: 'Sam',
};
const money = (letter: CustomerLetter): string => writeLetter(letter).text.replace(/\s/g, ' ');

describe('what a letter says of money', () => {
  it('is that there is nothing to pay back, where nothing was paid', () => {
    expect(money(unpaid)).toContain('there is nothing to pay back');
  });

  it('names each way in which money goes back, and what is kept', () => {
    const text = money({ ...unpaid, paidBack: { original: 1n, bankTransfer: 20n }, kept: 300n, fee: 4_000n });
    expect(text).toContain('We will pay back KWD 0.001 the way you paid.');
    expect(text).toContain('We will pay back KWD 0.020 by bank transfer.');
    expect(text).toContain('A cancellation fee of KWD 4.000 is kept.');
    expect(text).toContain('KWD 0.300 of what you paid is kept');
    expect(text).not.toContain('nothing to pay back');
  });

  it('shows quantities, freight and the total in the currency of the order', () => {
    expect(money(unpaid)).toContain(
      '- 1,500 × Cup (CUP): KWD 1,234.567 - Freight: KWD 1.500 - Total: KWD 1,236.067',
    );
  });
});

describe('a name in a letter', () => {
  it('stays on its line, whatever was put into it, in the subject as in the text', () => {
    const evil = 'Acme\r\n\r\nWe pay back $1,000,000.\u2028\u202Etxt';
    const { subject, text, html } = writeLetter({ ...unpaid, name: evil, orderNumber: evil, contact: evil });
    expect(subject).toBe('Your order Acme We pay back $1,000,000. txt is cancelled');
    expect(text).toContain('Dear Acme We pay back $1,000,000. txt,\n\n');
    for (const written of [subject, text, html]) expect(written).not.toMatch(/[\r\u2028\u202E]/);
  });
});

describe('the language of a letter', () => {
  it.each(['CN', 'China', ' hong kong ', 'TW', 'Singapore', 'MO', '中国', '臺灣'])(
    'is Chinese in %s',
    (country) => {
      expect(customerLocale(country)).toBe('zh-CN');
    },
  );

  it('is English elsewhere and where the country is unknown', () => {
    expect(['Germany', 'USA', '', null].map(customerLocale)).toEqual(['en', 'en', 'en', 'en']);
  });
});

describe('a mail server that fails', () => {
  const failure = (fields: object): Error => Object.assign(new Error('failed'), fields);

  it('is to be tried again when it refuses us before the letter: a wrong password is no fault of the letter', () => {
    const refusal = failure({ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' });
    expect(classifyMailError(refusal, false)).toEqual({ outcome: 'not-sent', reason: 'smtp-535' });
  });

  it('leaves it open whether the letter arrived only if it had asked for it', () => {
    const closed = failure({ code: 'ECONNECTION', command: 'CONN' });
    expect(classifyMailError(closed, false).outcome).toBe('not-sent');
    expect(classifyMailError(closed, true).outcome).toBe('unknown');
  });
});
