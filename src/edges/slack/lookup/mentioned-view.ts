import type { ModalView } from '@slack/types';
import type { Mentioned } from '../../../features/orders/find/list-mentioned.js';
import { EVERYTHING } from '../../../features/orders/find/order-query.js';
import { writeQuery } from '../../../features/orders/find/write-query.js';
import { context, section } from '../block-kit/blocks.js';
import { bold } from '../block-kit/mrkdwn.js';
import { modal } from '../block-kit/surfaces.js';
import { writePage } from './found-page.js';
import { plainRow } from './order-row.js';
import type { Viewer } from './viewer.js';

/** Their numbers stand in the search that the way back leads to, which travels in buttons. */
export const MOST_MENTIONED = 10;

/** The orders that a message mentions, or that it mentions none. */
export const mentionedView = ({ orders, more }: Mentioned, viewer: Viewer): ModalView => {
  const { t } = viewer;
  const words = writeQuery({ ...EVERYTHING, numbers: orders.map(({ number }) => number) });
  return modal({
    callbackId: 'mentioned',
    title: t('lookup.inMessageTitle'),
    close: t('lookup.close'),
    ...(orders.length === 0 ? {} : { metadata: writePage({ words, page: 0 }) }),
    blocks:
      orders.length === 0
        ? [section(t('lookup.inMessageNone')), context([t('lookup.inMessageNoneHint')])]
        : [
            section(bold(t('lookup.inMessageFound', { count: orders.length }))),
            ...orders.map((order) => plainRow(order, viewer)),
            ...(more ? [context([t('lookup.inMessageMore', { limit: orders.length })])] : []),
          ],
  });
};
