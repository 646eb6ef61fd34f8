import type { RichTextBlock } from '@slack/types';
import type { CancellationPlan, PlannedLine } from '../../../features/orders/cancel/plan.js';
import { formatNumber } from '../../../words/formats.js';
import { cut } from '../block-kit/cut.js';
import { ledgerLines } from '../block-kit/fixed-width.js';
import { money, type Viewer } from '../lookup/viewer.js';

/** More than this is a long way to scroll on a phone; the order card shows them all. */
const MOST_LINES = 8;
const MOST_PLACES = 3;
const NAME_LENGTH = 80;

const goods = (line: PlannedLine, { t, locale }: Viewer): string => {
  const places = line.held.slice(0, MOST_PLACES).map(({ warehouse, location, quantity }) =>
    t('cancel.lineFrom', {
      pieces: formatNumber(quantity, locale),
      warehouse: cut(warehouse, NAME_LENGTH),
      location: cut(location, NAME_LENGTH),
    }),
  );
  const backorder = line.quantity - line.reserved;
  return [
    ...places,
    ...(line.held.length > MOST_PLACES ? ['…'] : []),
    ...(backorder > 0 ? [t('cancel.lineBackorder', { pieces: formatNumber(backorder, locale) })] : []),
  ].join(' · ');
};

/** Lines with their amounts below each other and where their pieces are held, in fixed width. */
export const plannedLines = (plan: CancellationPlan, viewer: Viewer): RichTextBlock => {
  const { t, locale } = viewer;
  const amount = (minor: bigint): string => money(viewer, minor, plan.currency);
  const left = plan.lines.length - MOST_LINES;
  const lines = [
    ...plan.lines.slice(0, MOST_LINES).flatMap((line) =>
      ledgerLines({
        what: t('cancel.line', {
          quantity: formatNumber(line.quantity, locale),
          item: cut(line.name, NAME_LENGTH),
        }),
        detail: cut(line.sku, NAME_LENGTH),
        amount: amount(line.amount),
        note: goods(line, viewer),
      }),
    ),
    ...(left > 0 ? [t('cancel.moreLines', { count: left })] : []),
    ...(plan.freight === 0n ? [] : ledgerLines({ what: t('cancel.freight'), amount: amount(plan.freight) })),
    ...ledgerLines({ what: t('cancel.total'), amount: amount(plan.openTotal) }),
  ];
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: lines.join('\n') }] }],
  };
};
