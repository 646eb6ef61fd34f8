import { readEarlierChoices } from '../../../features/orders/cancel/read-earlier-choices.js';
import type { SlackDeps } from '../deps.js';
import type { Acting } from '../people/as-member.js';
import { noticeView } from '../people/open-view.js';
import { answersOf, NO_ANSWERS } from './answers.js';
import { type CancelAsk, formFor } from './views-for.js';

/**
 * Shows the form to cancel an order in the modal that was opened (`opening: loadingView`). With an earlier request that
 * has ended, its answers are filled in and its order is the one that is asked about. Who closed the modal meanwhile no
 * longer wants to see it.
 */
export const openCancelModal = async (
  deps: SlackDeps,
  acting: Acting,
  ask: { readonly number: string } | { readonly previousRequestId: string },
): Promise<void> => {
  const known: CancelAsk | undefined =
    'number' in ask
      ? { number: ask.number, answers: NO_ANSWERS, previousId: null }
      : await earlierAsk(deps, acting, ask.previousRequestId);
  const view =
    known === undefined
      ? noticeView(acting.t, acting.t('cancel.earlierNotFound'))
      : await formFor(deps, acting, known);
  await acting.view?.show(view);
};

const earlierAsk = async (
  deps: SlackDeps,
  acting: Acting,
  previousId: string,
): Promise<CancelAsk | undefined> => {
  const earlier = await readEarlierChoices(deps.db, acting.member, previousId);
  if (earlier.ok) {
    const { number, choices } = earlier.value;
    return { number, answers: answersOf(choices), previousId };
  }
  const [refusal] = earlier.refusals;
  // Still open: the form about its order says whose request bars another one.
  return refusal?.code === 'request-not-ended'
    ? { number: refusal.number, answers: NO_ANSWERS, previousId: null }
    : undefined;
};
