import type { ModalView } from '@slack/types';
import { type CancellationChoices, checkChoices } from '../../../features/orders/cancel/choices.js';
import type { Blocker } from '../../../features/orders/cancel/plan.js';
import {
  type CancellationPreview,
  previewCancellation,
} from '../../../features/orders/cancel/preview-cancellation.js';
import { readEarlierChoices } from '../../../features/orders/cancel/read-earlier-choices.js';
import type { OrderView } from '../../../features/orders/views.js';
import { localDay } from '../../../kernel/clock.js';
import type { SlackMessage } from '../block-kit/surfaces.js';
import type { SlackDeps } from '../deps.js';
import { findOrder } from '../lookup/find-order.js';
import { notFound, notFoundModal } from '../lookup/found-list.js';
import type { Acting } from '../people/as-member.js';
import { type Answers, applicableTo, choicesFrom } from './answers.js';
import { blockedMessage, blockedView } from './blocked-view.js';
import { confirmationView } from './confirmation-view.js';
import { formView } from './form-view.js';
import { sayBlocker } from './say-blocker.js';
import { sayChoiceRefusals } from './say-choice-refusal.js';

/** One conversation about cancelling one order, as far as it has come. */
export interface CancelAsk {
  readonly number: string;
  readonly answers: Answers;
  /** The earlier request that is asked again. */
  readonly previousId: string | null;
}

type Subject =
  | { readonly ok: true; readonly order: OrderView; readonly preview: CancellationPreview }
  | { readonly ok: false; readonly view: ModalView };

/** Why an order cannot be cancelled, as a view, and as a message for somebody who closed the modal. */
export const blockedBy = async (
  deps: SlackDeps,
  acting: Acting,
  { number, blockers }: { readonly number: string; readonly blockers: readonly Blocker[] },
): Promise<{ readonly view: ModalView; readonly message: SlackMessage }> => {
  const found = await findOrder(deps.db, acting.member, number);
  if (!found.ok) {
    return {
      view: notFoundModal(number, found, acting),
      message: notFound(number, found, acting),
    };
  }
  const { order } = found;
  const said = await Promise.all(blockers.map((blocker) => sayBlocker(deps.db, { blocker, order }, acting)));
  return { view: blockedView(order, said, acting), message: blockedMessage(order.number, said, acting) };
};

const subjectOf = async (
  deps: SlackDeps,
  acting: Acting,
  { number: typed, answers }: CancelAsk,
): Promise<Subject> => {
  const found = await findOrder(deps.db, acting.member, typed);
  if (!found.ok) return { ok: false, view: notFoundModal(typed, found, acting) };
  const { number } = found.order;
  // Before a reason is chosen nobody confirms, so the hash that stands for none is never used.
  const choices = { reason: answers.reason ?? 'other', refundChoice: answers.refundChoice };
  const previewed = await previewCancellation(deps.db, { actor: acting.member, number, choices }, deps);
  if (previewed.ok) return { ok: true, order: found.order, preview: previewed.value };
  const { view } = await blockedBy(deps, acting, { number, blockers: previewed.refusals });
  return { ok: false, view };
};

/** The form about an order as it is now, or every reason why there is nothing to fill in. */
export const formFor = async (
  deps: SlackDeps,
  acting: Acting,
  ask: CancelAsk & { readonly problems?: readonly string[] },
): Promise<ModalView> => {
  const subject = await subjectOf(deps, acting, ask);
  if (!subject.ok) return subject.view;
  const { order, preview } = subject;
  const { answers, previousId, problems = [] } = ask;
  const earlier = previousId === null ? null : await readEarlierChoices(deps.db, acting.member, previousId);
  const today = localDay(deps.clock.now(), acting.timezone);
  return formView(
    { order, preview, answers, earlier: earlier?.ok ? earlier.value : null, today, problems },
    acting,
  );
};

/** What would be asked for, to be confirmed; the form again where an answer is missing or does not apply any more. */
export const confirmationFor = async (
  deps: SlackDeps,
  acting: Acting,
  ask: CancelAsk & { readonly changed?: boolean },
): Promise<ModalView> => {
  const subject = await subjectOf(deps, acting, ask);
  if (!subject.ok) return subject.view;
  const { order, preview } = subject;
  const { answers, previousId, changed = false } = ask;
  const choices = choicesFrom(answers, applicableTo(preview));
  const problems =
    choices === null ? [acting.t('cancel.problem_choice')] : problemsOf(deps, acting, choices, subject);
  if (choices === null || problems.length > 0) return formFor(deps, acting, { ...ask, problems });
  return confirmationView({ order, preview, choices, answers, previousId, changed }, acting);
};

const problemsOf = (
  { clock }: SlackDeps,
  { t, timezone }: Acting,
  choices: CancellationChoices,
  { order: { placedOn }, preview }: { order: OrderView; preview: CancellationPreview },
): string[] => {
  const { money: hasMoney, mail: customerHasMail } = applicableTo(preview);
  const today = localDay(clock.now(), timezone);
  return sayChoiceRefusals(checkChoices(choices, { today, placedOn, hasMoney, customerHasMail }), t);
};
