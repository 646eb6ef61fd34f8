import { section } from '../block-kit/blocks.js';
import { message } from '../block-kit/surfaces.js';
import type { SlackDeps } from '../deps.js';
import type { AnswerOptions } from '../people/answer-person.js';
import type { Acting } from '../people/as-member.js';
import { noticeView } from '../people/open-view.js';
import { foundList, foundModal } from './found-list.js';
import type { FoundPage } from './found-page.js';
import { present } from './present.js';
import { sayQueryRefusal } from './say-query-refusal.js';
import { search } from './search.js';

/** Shows a page of what a search finds, that was typed and checked or that a button or view of ours carries. */
export const showPage = async (
  deps: SlackDeps,
  acting: Acting,
  page: FoundPage,
  options?: AnswerOptions,
): Promise<void> => {
  const found = await search(deps.db, acting.member, page);
  if (!found.ok) {
    const refusal = sayQueryRefusal(acting.t, found.refusals);
    await present(acting, {
      message: () => message(refusal, [section(refusal)]),
      modal: () => noticeView(acting.t, refusal),
    });
    return;
  }
  const list = found.value;
  await present(
    acting,
    { message: () => foundList(list, acting), modal: () => foundModal(list, acting) },
    options,
  );
};
