import { decideCancellation } from '../../../features/orders/cancel/decide-cancellation.js';
import { REJECT_REASON, REJECT_VIEW } from '../action-ids.js';
import type { SlackDeps } from '../deps.js';
import { asMember, type Heard } from '../people/as-member.js';
import { showOrAnswer } from '../people/show-or-answer.js';
import { formMetadata } from './form-metadata.js';
import { acceptedText, acknowledgeText, oneTextForm } from './one-text-form.js';
import { readDecisionValue } from './read-decision-value.js';
import { sayDecideRefusal } from './say-decide-refusal.js';
import { typedInView } from './typed-in-view.js';

/** The click on Reject: asks for the reason, which is required (A9). Who may decide is checked when it is submitted. */
export const openReject = (deps: SlackDeps) =>
  asMember(
    deps,
    {
      opening: ({ body }: Heard, t) =>
        oneTextForm({
          callbackId: REJECT_VIEW,
          metadata: formMetadata(body),
          field: REJECT_REASON,
          title: t('decisions.rejectTitle'),
          text: t('decisions.rejectText'),
          label: t('decisions.rejectLabel'),
          submit: t('decisions.rejectSubmit'),
          close: t('people.close'),
          multiline: true,
        }),
    },
    async () => undefined,
  );

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
