import type { RichTextBlock, TableBlock } from '@slack/types';
import type { OrderLineView, OrderView } from '../../../features/orders/views.js';
import { currencyDigits } from '../../../kernel/currencies.js';
import { toMinor } from '../../../kernel/money.js';
import { formatNumber } from '../../../words/formats.js';
import { table } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { ledgerLines } from '../block-kit/fixed-width.js';
import { goodsOf } from './order-facts.js';
import { money, type Viewer } from './viewer.js';

const NAME_LENGTH = 60;

/** A unit price may have more decimals than money has: then it is shown as it is. */
const unitPrice = (line: OrderLineView, currency: string, viewer: Viewer): string => {
  const decimals = /\.(\d*?)0*$/.exec(line.unitPrice)?.[1]?.length ?? 0;
  return decimals <= currencyDigits(currency)
    ? money(viewer, toMinor(line.unitPrice, currency), currency)
    : // Exact decimal text, which is what Intl takes.
      `${currency} ${formatNumber(line.unitPrice as `${number}`, viewer.locale)}`;
};

const priced = (line: OrderLineView, currency: string, viewer: Viewer): string => {
  const values = {
    quantity: formatNumber(line.quantity, viewer.locale),
    price: unitPrice(line, currency, viewer),
  };
  if (line.discountBasisPoints === 0) return viewer.t('lookup.linePriced', values);
  const percent = formatNumber(line.discountBasisPoints / 100, viewer.locale);
  return viewer.t('lookup.linePricedLess', { ...values, percent });
};

interface Row {
  readonly item: string;
  readonly priced: string;
  readonly amount: string;
  readonly goods: string;
}

const rowOf = (order: OrderView, line: OrderLineView, viewer: Viewer): Row => ({
  item: `${cut(line.name, NAME_LENGTH)} (${cut(line.sku, NAME_LENGTH)})`,
  priced: priced(line, order.currency, viewer),
  amount: money(viewer, line.amount, order.currency),
  goods: goodsOf(order, [line], viewer),
});

const sums = (order: OrderView, viewer: Viewer): { label: string; amount: string }[] => [
  ...(order.freight === 0n
    ? []
    : [{ label: viewer.t('lookup.freight'), amount: money(viewer, order.freight, order.currency) }]),
  { label: viewer.t('lookup.fieldTotal'), amount: money(viewer, order.total, order.currency) },
];

/** Where the pieces are stands above for the whole order; it is said for each line only when that is not the same for all, as a phone has no room for it. */
const goodsDiffer = (order: OrderView, viewer: Viewer): boolean => {
  const kinds = order.lines.map((line) => goodsOf(order, [line], viewer).replace(/[\d.,\s]+/g, ''));
  return new Set(kinds).size > 1;
};

/** The first `shown` lines with freight and total below them, amounts aligned; for messages. */
export const linesTable = (order: OrderView, shown: number, viewer: Viewer): TableBlock => {
  const { t } = viewer;
  const left = order.lines.length - shown;
  const differ = goodsDiffer(order, viewer);
  return table(
    [
      [t('lookup.lineItem'), t('lookup.linePrice'), t('lookup.lineAmount')],
      ...order.lines
        .slice(0, shown)
        .map((line) => rowOf(order, line, viewer))
        .map(({ item, priced, amount, goods }) => [
          differ && goods !== '' ? `${item} · ${goods}` : item,
          priced,
          amount,
        ]),
      ...(left > 0 ? [[`… ${t('lookup.moreLines', { count: left })}`, '', '']] : []),
      ...sums(order, viewer).map(({ label, amount }) => [label, '', amount]),
    ],
    ['left', 'right', 'right'],
  );
};

const AT_ONCE = 20;
const MOST_LINES = 400;

/** All lines in fixed width, so that amounts stand below each other on a phone; for modals, which take no table. */
export const linesInFixedWidth = (order: OrderView, viewer: Viewer): RichTextBlock[] => {
  const rows = order.lines.slice(0, MOST_LINES).map((line) => rowOf(order, line, viewer));
  const left = order.lines.length - rows.length;
  const differ = goodsDiffer(order, viewer);
  const texts = [
    ...rows.map(({ item, priced: detail, amount, goods }) =>
      ledgerLines({ what: item, detail, amount, note: differ ? goods : '' }),
    ),
    ...(left > 0 ? [[`… ${viewer.t('lookup.moreLines', { count: left })}`]] : []),
    ...sums(order, viewer).map(({ label, amount }) => ledgerLines({ what: label, amount })),
  ].map((lines) => lines.join('\n'));
  const chunks = Array.from({ length: Math.ceil(texts.length / AT_ONCE) }, (_, chunk) =>
    texts.slice(chunk * AT_ONCE, (chunk + 1) * AT_ONCE),
  );
  return chunks.map((chunk) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: chunk.join('\n') }] }],
  }));
};
