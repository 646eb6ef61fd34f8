import type { CustomerLetter } from '../../features/notifications/customer-letter.js';
import { formatMoney, formatNumber } from '../../words/formats.js';
import { type Translate, translator } from '../../words/translator.js';
import { customerLocale } from './customer-locale.js';
import { escapeHtml } from './escape-html.js';
import { plainLine } from './plain-line.js';

/** A letter as it is read. */
export interface WrittenLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Row {
  readonly what: string;
  readonly amount: string;
  readonly total?: true;
}

/** Written beside the elements: many mail programs leave out a style sheet. */
const LOOK =
  "margin:0 auto;padding:16px;max-width:600px;font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei',Arial,sans-serif";

/** Writes the letter in the customer's language: as text, and as HTML that says the same. Also the preview's text. */
export const writeLetter = (letter: CustomerLetter): WrittenLetter => {
  const locale = customerLocale(letter.country);
  const t = translator(locale);
  const number = plainLine(letter.orderNumber);
  const parts = {
    subject: t('mail.subject', { number }),
    greeting: t('mail.greeting', { name: plainLine(letter.name) }),
    cancelled: t('mail.cancelled', { number }),
    linesTitle: t('mail.linesTitle'),
    rows: rows(letter, t, locale),
    moneyTitle: t('mail.moneyTitle'),
    money: moneySentences(letter, t, locale),
    contact: t('mail.contact', { name: plainLine(letter.contact) }),
  };
  return { subject: parts.subject, text: asText(parts), html: asHtml(parts, locale) };
};

const rows = (letter: CustomerLetter, t: Translate, locale: string): Row[] => {
  const money = (amount: bigint): string => formatMoney({ amount, currency: letter.currency }, locale);
  return [
    ...letter.lines.map(({ quantity, name, sku, amount }) => ({
      what: t('mail.line', {
        quantity: formatNumber(quantity, locale),
        name: plainLine(name),
        sku: plainLine(sku),
      }),
      amount: money(amount),
    })),
    ...(letter.freight > 0n ? [{ what: t('mail.freight'), amount: money(letter.freight) }] : []),
    { what: t('mail.total'), amount: money(letter.total), total: true },
  ];
};

const moneySentences = (letter: CustomerLetter, t: Translate, locale: string): string[] => {
  const { paidBack, kept, fee, currency } = letter;
  const money = (amount: bigint) => ({ amount: formatMoney({ amount, currency }, locale) });
  const sentences = [
    ...(paidBack.original > 0n ? [t('mail.paidBackOriginal', money(paidBack.original))] : []),
    ...(paidBack.bankTransfer > 0n ? [t('mail.paidBackByTransfer', money(paidBack.bankTransfer))] : []),
    ...(fee > 0n ? [t('mail.fee', money(fee))] : []),
    ...(kept > 0n ? [t('mail.kept', money(kept))] : []),
  ];
  return sentences.length > 0 ? sentences : [t('mail.nothingPaid')];
};

interface Parts {
  readonly greeting: string;
  readonly cancelled: string;
  readonly linesTitle: string;
  readonly rows: readonly Row[];
  readonly moneyTitle: string;
  readonly money: readonly string[];
  readonly contact: string;
}

const asText = (parts: Parts): string =>
  [
    parts.greeting,
    parts.cancelled,
    [parts.linesTitle, ...parts.rows.map(({ what, amount }) => `- ${what}: ${amount}`)].join('\n'),
    [parts.moneyTitle, ...parts.money].join('\n'),
    parts.contact,
  ].join('\n\n');

const asHtml = (parts: Parts, locale: string): string => {
  const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
  const cell = (text: string, { total }: Row): string =>
    total === true ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text);
  const row = (one: Row): string =>
    `<tr><td>${cell(one.what, one)}</td><td align="right">${cell(one.amount, one)}</td></tr>`;
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"></head><body style="margin:0">`,
    `<div style="${LOOK}">`,
    paragraph(parts.greeting),
    paragraph(parts.cancelled),
    `<h3>${escapeHtml(parts.linesTitle)}</h3>`,
    `<table cellpadding="4">${parts.rows.map(row).join('')}</table>`,
    `<h3>${escapeHtml(parts.moneyTitle)}</h3>`,
    ...parts.money.map(paragraph),
    paragraph(parts.contact),
    '</div></body></html>',
  ].join('\n');
};
