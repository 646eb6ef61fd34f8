import { lengthOf } from '../block-kit/cut.js';
import { message } from '../block-kit/surfaces.js';
import type { SlackDeps } from '../deps.js';
import type { AnswerOptions } from '../people/answer-person.js';
import type { Acting } from '../people/as-member.js';
import { noticeView } from '../people/open-view.js';
import { foundList, foundModal } from './found-list.js';
import type { FoundPage } from './found-page.js';
import { present } from './present.js';
import { LONGEST_SEARCH, search } from './search.js';

/** Shows a page of what a search finds. */
export const showFound = async (
  deps: SlackDeps,
  acting: Acting,
  page: FoundPage,
  options?: AnswerOptions,
): Promise<void> => {
  if (lengthOf(page.words) > LONGEST_SEARCH) {
    const tooLong = acting.t('lookup.findTooLong', { limit: LONGEST_SEARCH });
    await present(acting, {
      message: () => message(tooLong, []),
      modal: () => noticeView(acting.t, tooLong),
    });
    return;
  }
  const list = await search(deps.db, acting.member, page);
  await present(
    acting,
    { message: () => foundList(list, acting), modal: () => foundModal(list, acting) },
    options,
  );
};
