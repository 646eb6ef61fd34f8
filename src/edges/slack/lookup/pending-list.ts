import type { KnownBlock } from '@slack/types';
import type { PendingView } from '../../../features/orders/views.js';
import { context, section } from '../block-kit/blocks.js';
import { bold, escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { message, type SlackMessage } from '../block-kit/surfaces.js';
import { requestLine } from './order-facts.js';
import { orderRow } from './order-row.js';
import type { Viewer } from './viewer.js';

const MOST_SHOWN = 8;

/** One open request of a list. */
export const pendingRow = (pending: PendingView, viewer: Viewer): KnownBlock => {
  const { state, since, waitsFor, requestedBy: by } = pending;
  return orderRow(pending.order, requestLine({ state, by, since, waitsFor }, viewer), viewer);
};

/** At most `most` of them, and how many are left out. */
export const pendingRows = (all: readonly PendingView[], most: number, viewer: Viewer): KnownBlock[] => [
  ...all.slice(0, most).map((pending) => pendingRow(pending, viewer)),
  ...(all.length > most ? [context([viewer.t('lookup.pendingMore', { count: all.length - most })])] : []),
];

/** Open requests that a person may see, first those that wait for them. */
export const pendingList = (all: readonly PendingView[], viewer: Viewer): SlackMessage => {
  const { t } = viewer;
  if (all.length === 0) return message(t('lookup.pendingNone'), [section(t('lookup.pendingNone'))]);
  const mine = all.filter((pending) => pending.mine);
  const others = all.filter((pending) => !pending.mine);
  const titles = [
    ...(mine.length === 0 ? [] : [t('lookup.pendingMine', { count: mine.length })]),
    ...(others.length === 0 ? [] : [t('lookup.pendingOthers', { count: others.length })]),
  ];
  const numbers = all.slice(0, MOST_SHOWN).map(({ order }) => escapeMrkdwn(order.number));
  const part = (title: string | undefined, rows: readonly PendingView[], most: number): KnownBlock[] =>
    title === undefined || rows.length === 0
      ? []
      : [section(bold(title)), ...pendingRows(rows, most, viewer)];
  return message(`${titles.join(', ')}: ${numbers.join(', ')}`, [
    ...part(titles[0], mine, MOST_SHOWN),
    mine.length === 0 ? undefined : context([t('lookup.decideWhere')]),
    ...part(titles.at(-1), others, Math.max(3, MOST_SHOWN - mine.length)),
  ]);
};
