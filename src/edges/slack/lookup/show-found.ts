import { lengthOf } from '../block-kit/cut.js';
import { message } from '../block-kit/surfaces.js';
import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';
import { noticeView } from '../people/open-view.js';
import type { FoundPage } from './found-page.js';
import { present } from './present.js';
import { LONGEST_SEARCH } from './search.js';
import { showPage } from './show-page.js';

/** Shows a page of what a search as somebody typed it finds. */
export const showFound = async (deps: SlackDeps, acting: Acting, page: FoundPage): Promise<void> => {
  if (lengthOf(page.words) <= LONGEST_SEARCH) return showPage(deps, acting, page);
  const tooLong = acting.t('lookup.findTooLong', { limit: LONGEST_SEARCH });
  await present(acting, {
    message: () => message(tooLong, []),
    modal: () => noticeView(acting.t, tooLong),
  });
};
