import type { KnownBlock, ModalView } from '@slack/types';
import type { SearchResult } from '../../../features/orders/find/search-orders.js';
import { FIND_NEXT, FIND_PREVIOUS } from '../action-ids.js';
import { actions, context, section } from '../block-kit/blocks.js';
import { cut } from '../block-kit/cut.js';
import { button } from '../block-kit/elements.js';
import { bold, escapeMrkdwn } from '../block-kit/mrkdwn.js';
import { message, modal, type SlackMessage } from '../block-kit/surfaces.js';
import type { FoundOrder } from './find-order.js';
import { type FoundPage, writePage } from './found-page.js';
import { lookUpView } from './look-up-view.js';
import { plainRow } from './order-row.js';
import type { Viewer } from './viewer.js';

/** Rows of a page: what a phone shows without much scrolling. */
export const PAGE_SIZE = 6;

/** What a search found, as one page of it is shown. */
export type FoundList = FoundPage & SearchResult;

const quoted = (text: string): string => cut(escapeMrkdwn(text), 80);

const titleOf = (list: FoundList, { t }: Viewer): string => {
  const { total, more, similar, filtered } = list;
  const words = quoted(list.words);
  if (total === 0) return t(filtered ? 'lookup.matchNothing' : 'lookup.findNothing', { words });
  if (similar) return t('lookup.similarTitle', { words, count: total });
  if (more) return t(filtered ? 'lookup.matchMore' : 'lookup.findMore', { words, limit: total });
  return t(filtered ? 'lookup.matchTitle' : 'lookup.findTitle', { words, count: total });
};

/** What can be done about a list that shows nothing, or too much. */
const hintOf = ({ total, more }: FoundList, { t }: Viewer): KnownBlock[] => {
  if (total === 0) return [context([t('lookup.widenHint')])];
  return more ? [context([t('lookup.narrowHint', { example: t('lookup.narrowExample') })])] : [];
};

const pager = ({ words, page, total }: FoundList, { t }: Viewer): KnownBlock[] => {
  const pages = Math.ceil(total / PAGE_SIZE);
  if (pages <= 1) return [];
  const turn = (to: number): string => writePage({ words, page: to });
  return [
    actions([
      ...(page > 0
        ? [
            button({
              actionId: FIND_PREVIOUS,
              value: turn(page - 1),
              text: t('lookup.previousButton'),
              label: t('lookup.previousLabel'),
            }),
          ]
        : []),
      ...(page + 1 < pages
        ? [
            button({
              actionId: FIND_NEXT,
              value: turn(page + 1),
              text: t('lookup.nextButton'),
              label: t('lookup.nextLabel'),
            }),
          ]
        : []),
    ]),
    context([t('lookup.findPage', { page: page + 1, pages })]),
  ];
};

const blocksOf = (list: FoundList, viewer: Viewer): KnownBlock[] => [
  section(bold(titleOf(list, viewer))),
  ...list.orders.map((order) => plainRow(order, viewer)),
  ...pager(list, viewer),
  ...hintOf(list, viewer),
];

/** A page of what a search found, as a message for one person. */
export const foundList = (list: FoundList, viewer: Viewer): SlackMessage => {
  const numbers = list.orders.map(({ number }) => escapeMrkdwn(number)).join(', ');
  const title = titleOf(list, viewer);
  return message(numbers === '' ? title : cut(`${title}: ${numbers}`, 1_000), blocksOf(list, viewer));
};

/** The same in a modal. */
export const foundModal = (list: FoundList, viewer: Viewer): ModalView =>
  modal({
    callbackId: 'found',
    title: viewer.t('lookup.formTitle'),
    close: viewer.t('lookup.close'),
    metadata: writePage(list),
    blocks: blocksOf(list, viewer),
  });

/** What was looked for by its number and is not one order. */
export type NotOne = Omit<Extract<FoundOrder, { ok: false }>, 'ok'>;

const notFoundTitle = (typed: string, { reason, similar }: NotOne, { t }: Viewer): string => {
  const number = quoted(typed);
  if (reason === 'several') return t('lookup.severalNumbered', { number });
  return similar.length === 0 ? t('lookup.notFound', { number }) : t('lookup.notFoundSimilar', { number });
};

const notFoundBlocks = (typed: string, found: NotOne, viewer: Viewer): KnownBlock[] => [
  section(notFoundTitle(typed, found, viewer)),
  ...found.similar.map((order) => plainRow(order, viewer)),
];

/**
 * That there is no such order, with numbers like it, or several. The same words for what one may not see and what does not
 * exist.
 */
export const notFound = (typed: string, found: NotOne, viewer: Viewer): SlackMessage => {
  const title = notFoundTitle(typed, found, viewer);
  const numbers = found.similar.map(({ number }) => escapeMrkdwn(number)).join(', ');
  return message(numbers === '' ? title : `${title} ${numbers}`, [
    ...notFoundBlocks(typed, found, viewer),
    found.reason === 'several' ? undefined : context([escapeMrkdwn(viewer.t('lookup.notFoundHint'))]),
  ]);
};

/** The same in the form, for another try. */
export const notFoundModal = (typed: string, found: NotOne, viewer: Viewer): ModalView =>
  lookUpView(viewer.t, { above: notFoundBlocks(typed, found, viewer), initial: cut(typed, 200) });
