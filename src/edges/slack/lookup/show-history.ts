import { readHistory } from '../../../features/orders/read-history.js';
import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';
import { findOrder } from './find-order.js';
import { notFound, notFoundModal } from './found-list.js';
import { historyMessage, historyModal } from './history-list.js';
import { present } from './present.js';

/** Shows what was asked, decided and done about an order; `from` is the view's metadata, kept for the way back. */
export const showHistory = async (
  deps: SlackDeps,
  acting: Acting,
  typed: string,
  from?: string,
): Promise<void> => {
  const found = await findOrder(deps.db, acting.member, typed);
  const read = found.ok ? await readHistory(deps.db, acting.member, found.order.number) : undefined;
  if (read?.ok !== true) {
    const absent = found.ok ? ({ reason: 'none', similar: [] } as const) : found;
    await present(acting, {
      message: () => notFound(typed, absent, acting),
      modal: () => notFoundModal(typed, absent, acting),
    });
    return;
  }
  await present(acting, {
    message: () => historyMessage(read.value, acting),
    modal: () => historyModal(read.value, acting, from),
  });
};
