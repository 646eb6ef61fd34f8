import type { KnownBlock, ModalView } from '@slack/types';
import type { HistoryLine, OrderHeadView } from '../../../features/orders/views.js';
import { SHOW_HISTORY, SHOW_ORDER } from '../action-ids.js';
import { actions, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { bold, escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { message, modal, type SlackMessage } from '../block-kit/surfaces.js';
import { sayHistory } from './say-history.js';
import { instant, instantText, type Viewer } from './viewer.js';

const SHOWN_AT_FIRST = 10;
/** Lines in one paragraph: each has at most some 500 characters, and a paragraph 3,000. */
const TOGETHER = 5;

/** An order and what was done about it, newest first. */
export interface OrderHistory {
  readonly order: OrderHeadView;
  readonly lines: readonly HistoryLine[];
}

const paragraphs = (lines: readonly HistoryLine[], viewer: Viewer): KnownBlock[] =>
  Array.from({ length: Math.ceil(lines.length / TOGETHER) }, (_, part) =>
    section(
      lines
        .slice(part * TOGETHER, (part + 1) * TOGETHER)
        .map((line) => `${instant(viewer, line.at)}\n${sayHistory(line, viewer)}`)
        .join('\n\n'),
    ),
  );

const titleOf = ({ order }: OrderHistory, { t }: Viewer): string =>
  t('lookup.historyTitle', { number: escapeMrkdwn(order.number) });

/** The newest of an order's history as a message for one person. */
export const historyMessage = (history: OrderHistory, viewer: Viewer): SlackMessage => {
  const { t } = viewer;
  const { order, lines } = history;
  const title = titleOf(history, viewer);
  if (lines.length === 0)
    return message(`${title}. ${t('lookup.historyNone')}`, [
      section(`${bold(title)}\n${t('lookup.historyNone')}`),
    ]);
  const newest = lines
    .slice(0, 3)
    .map((line) => `${instantText(viewer, line.at)}: ${sayHistory(line, viewer)}`)
    .join('; ');
  return message(cut(`${title}. ${newest}`, 2_000), [
    section(bold(title)),
    ...paragraphs(lines.slice(0, SHOWN_AT_FIRST), viewer),
    lines.length > SHOWN_AT_FIRST
      ? actions([
          button({
            actionId: SHOW_HISTORY,
            value: order.number,
            text: t('lookup.historyMore', { total: lines.length }),
            label: cut(t('lookup.historyMoreLabel', { total: lines.length, number: order.number }), 75),
          }),
        ])
      : undefined,
  ]);
};

/** All of it in a modal, with the way back to the order. */
export const historyModal = (history: OrderHistory, viewer: Viewer, from?: string): ModalView => {
  const { t } = viewer;
  const { order, lines } = history;
  return modal({
    callbackId: 'history',
    title: cut(order.number, 24),
    close: t('lookup.close'),
    ...(from === undefined ? {} : { metadata: from }),
    blocks: [
      section(bold(titleOf(history, viewer))),
      ...(lines.length === 0 ? [section(t('lookup.historyNone'))] : paragraphs(lines, viewer)),
      actions([
        button({
          actionId: SHOW_ORDER,
          value: order.number,
          text: t('lookup.backToOrder'),
          label: cut(t('lookup.backToOrderLabel', { number: order.number }), 75),
        }),
      ]),
    ],
  });
};
