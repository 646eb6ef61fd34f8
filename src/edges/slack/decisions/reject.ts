import { decideCancellation } from '../../../features/orders/cancel/decide-cancellation.js';
import { readDecision } from '../../../features/orders/cancel/read-decision.js';
import { REJECT_REASON, REJECT_VIEW } from '../action-ids.js';
import { cut } from '../block-kit/cut.js';
import type { SlackDeps } from '../deps.js';
import { subject } from '../messages/request-words.js';
import { asMember, type Heard } from '../people/as-member.js';
import { loadingView } from '../people/open-view.js';
import { showOrAnswer } from '../people/show-or-answer.js';
import { acceptedText, acknowledgeText, oneTextForm } from './one-text-form.js';
import { clickedValue, readDecisionValue } from './read-decision-value.js';
import { sayDecideRefusal } from './say-decide-refusal.js';
import { typedInView } from './typed-in-view.js';

/**
 * The click on Reject: asks for the reason, which is required (A9). Who cannot decide is told so before they write one; it
 * is checked again when it is submitted.
 */
export const openReject = (deps: SlackDeps) =>
  asMember(deps, { opening: (_: Heard, t) => loadingView(t) }, async (acting, { body }) => {
    const value = clickedValue(body) ?? '';
    const read = await readDecision(deps.db, { actor: acting.member, ...readDecisionValue(value) });
    if (!read.ok) {
      const [refusal] = read.refusals;
      if (refusal !== undefined) await showOrAnswer(acting, await sayDecideRefusal(deps, refusal, acting));
      return;
    }
    const request = read.value;
    const { number, party, amount } = subject(request, acting);
    // Who closed it meanwhile has thought better of it.
    await acting.view?.show(
      oneTextForm({
        callbackId: REJECT_VIEW,
        metadata: value,
        field: REJECT_REASON,
        title: cut(acting.t('decisions.rejectTitle', { number: request.order.number }), 24),
        text: acting.t('decisions.rejectText', { number, party, amount }),
        label: acting.t('decisions.rejectLabel'),
        submit: acting.t('decisions.rejectSubmit'),
        close: acting.t('people.close'),
        multiline: true,
      }),
    );
  });

/** The reason was given: decides, and says what came of it in the same window. */
export const submitReject = (deps: SlackDeps) =>
  asMember(
    deps,
    { fresh: true, acknowledge: ({ body }: Heard, t) => acknowledgeText(body, REJECT_REASON, t) },
    async (acting, { body }) => {
      const { requestId, hints } = readDecisionValue(typedInView(body, REJECT_REASON).metadata);
      const decided = await decideCancellation(
        deps.db,
        {
          actor: acting.member,
          requestId,
          hints,
          verdict: 'rejected',
          reason: acceptedText(body, REJECT_REASON),
        },
        deps,
      );
      const [refusal] = decided.ok ? [] : decided.refusals;
      const said =
        refusal === undefined
          ? acting.t('decisions.rejected')
          : await sayDecideRefusal(deps, refusal, acting);
      await showOrAnswer(acting, said);
    },
  );
