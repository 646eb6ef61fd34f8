import type { BlockAction, ButtonAction, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import type { Translate } from '../../../words/translator.js';
import {
  ASK_AGAIN,
  CANCEL_ASKED_BY,
  CANCEL_BACK,
  CANCEL_CONFIRMATION,
  CANCEL_FORM,
  CANCEL_ORDER,
  CANCEL_REASON,
  CANCEL_REFUND,
} from '../action-ids.js';
import type { SlackDeps } from '../deps.js';
import { redrawingHome } from '../home/redraw-home.js';
import { type Acknowledgement, asMember } from '../people/as-member.js';
import { loadingView } from '../people/open-view.js';
import type { Switchboard } from '../switchboard.js';
import { askForCancellation } from './ask-for-cancellation.js';
import { checkForm } from './check-form.js';
import { readMetadata } from './metadata.js';
import { createOnce } from './once.js';
import { openCancelModal } from './open-cancel-modal.js';
import { readAnswers } from './read-answers.js';
import { createRedraw } from './redraw.js';
import { confirmationFor, formFor } from './views-for.js';

type Click = BlockAction<ButtonAction>;

/** What a view of ours holds. */
const heldIn = (view: ViewOutput) => {
  const metadata = readMetadata(view.private_metadata);
  const { number, previousId } = metadata;
  const entered = view.state.values;
  return { metadata, number, previousId, entered, answers: readAnswers(entered, metadata) };
};

/** The cancel modal: opened by buttons here and by `/order cancel`, filled in, confirmed. */
export const registerCancel = (app: Switchboard, deps: SlackDeps): void => {
  const redraw = createRedraw(deps.interactive);
  const once = createOnce();

  const checked = ({ private_metadata, state }: ViewOutput, t: Translate) =>
    checkForm(state.values, readMetadata(private_metadata), { now: deps.clock.now(), t });

  const acknowledge = ({ body }: { readonly body: ViewSubmitAction }, t: Translate): Acknowledgement => {
    const form = checked(body.view, t);
    return form.ok
      ? { response: { response_action: 'update', view: loadingView(t) } }
      : { response: { response_action: 'errors', errors: form.errors }, stop: true };
  };

  app.action<Click>(
    { type: 'block_actions', action_id: CANCEL_ORDER },
    asMember(deps, { opening: (_, t) => loadingView(t) }, (acting, { action }) =>
      openCancelModal(deps, acting, { number: action.value ?? '' }),
    ),
  );
  app.action<Click>(
    { type: 'block_actions', action_id: ASK_AGAIN },
    asMember(deps, { opening: (_, t) => loadingView(t) }, (acting, { action }) =>
      openCancelModal(deps, acting, { previousRequestId: action.value ?? '' }),
    ),
  );
  for (const choice of [CANCEL_ASKED_BY, CANCEL_REASON, CANCEL_REFUND])
    app.action<BlockAction>(
      { type: 'block_actions', action_id: choice },
      asMember(deps, {}, async (acting, { body, action }) => {
        const { view } = body;
        if (view === undefined) return;
        const click = { viewId: view.id, hash: view.hash, at: action.action_ts };
        await redraw(click, () => formFor(deps, acting, heldIn(view)));
      }),
    );
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: CANCEL_FORM },
    asMember(deps, { acknowledge }, async (acting, { body }) => {
      const form = checked(body.view, acting.t);
      if (!form.ok) return;
      const ask = { ...heldIn(body.view), answers: form.answers };
      await once(`${body.view.id} ${body.view.hash}`, async () => {
        const shown = await acting.view?.show(await confirmationFor(deps, acting, ask));
        return shown === 'shown';
      });
    }),
  );
  app.action<Click>(
    { type: 'block_actions', action_id: CANCEL_BACK },
    asMember(deps, {}, async (acting, { body }) => {
      const { view } = body;
      // By its hash: a click that arrives twice must not draw over what came after it.
      if (view !== undefined) await acting.view?.show(await formFor(deps, acting, heldIn(view)), view.hash);
    }),
  );
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: CANCEL_CONFIRMATION },
    redrawingHome(
      deps,
      asMember(deps, { acknowledge }, async (acting, { body }) => {
        const form = checked(body.view, acting.t);
        if (!form.ok) return;
        const { metadata } = heldIn(body.view);
        const rootViewId = body.view.root_view_id ?? body.view.id;
        await askForCancellation(deps, acting, { metadata, answers: form.answers, rootViewId });
      }),
    ),
  );
};
