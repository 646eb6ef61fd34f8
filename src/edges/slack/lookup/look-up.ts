import { cleanSearch } from '../../../features/orders/find/clean-search.js';
import { section } from '../block-kit/blocks.js';
import { message } from '../block-kit/surfaces.js';
import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';
import { findOrder } from './find-order.js';
import { foundList, foundModal, notFound, notFoundModal } from './found-list.js';
import { lookUpView } from './look-up-view.js';
import { orderCard, orderModal } from './order-card.js';
import { present } from './present.js';
import { sayQueryRefusal } from './say-query-refusal.js';
import { search } from './search.js';
import { asNumber, cleanQuery } from './typed-query.js';

/** Shows what somebody may mean by what they typed into one field: an order by its number, or what a search finds. */
export const lookUp = async (deps: SlackDeps, acting: Acting, typed: string): Promise<void> => {
  const words = cleanQuery(typed);
  const found = await findOrder(deps.db, acting.member, asNumber(words));
  if (found.ok)
    return present(acting, {
      message: () => orderCard(found.order, acting),
      modal: () => orderModal(found.order, acting),
    });
  if (found.reason === 'several')
    return present(acting, {
      message: () => notFound(words, found, acting),
      modal: () => notFoundModal(words, found, acting),
    });
  const searched = await search(deps.db, acting.member, { words: cleanSearch(typed), page: 0 });
  if (!searched.ok) {
    const refusal = sayQueryRefusal(acting.t, searched.refusals);
    return present(acting, {
      message: () => message(refusal, [section(refusal)]),
      modal: () => lookUpView(acting.t, { above: [section(refusal)], initial: typed }),
    });
  }
  const list = searched.value;
  return present(acting, {
    message: () => (list.total > 0 ? foundList(list, acting) : notFound(words, found, acting)),
    modal: () => (list.total > 0 ? foundModal(list, acting) : notFoundModal(words, found, acting)),
  });
};
