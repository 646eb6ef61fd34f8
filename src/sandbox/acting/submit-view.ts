import { viewRefusal } from '../api/views.js';
import type { Parts } from '../parts.js';
import { isObject, type JsonObject } from '../workspace/json.js';
import type { UserRecord, ViewRecord } from '../workspace/records.js';
import {
  addView,
  closeView,
  MAX_STACK,
  replaceView,
  setErrors,
  stackOf,
  topView,
  viewJson,
} from '../workspace/view-stack.js';
import { formErrors, shownErrors } from './check-form.js';
import { payloadHead } from './payload-parts.js';
import { notSent, type Seen, seen, unacknowledged } from './seen.js';
import { slackWords } from './words/slack-words.js';

/** Presses the submit button of the modal on top. */
export const submitView = async (parts: Parts, user: UserRecord, viewId?: string): Promise<Seen> => {
  const { workspace } = parts;
  const words = slackWords(user);
  const view = topView(workspace, user.id);
  if (view === undefined || (viewId !== undefined && view.id !== viewId)) return notSent(words.notOnScreen);
  if (view.view.submit === undefined) return notSent(words.noSubmit, { view });
  const errors = formErrors(view, words);
  if (Object.keys(errors).length > 0) {
    return notSent(words.fieldsNeedAttention, { errors, view: setErrors(workspace, view, errors) });
  }
  const payload = {
    type: 'view_submission',
    ...payloadHead(workspace, user),
    trigger_id: workspace.triggers.mint(user.id, view.id),
    view: viewJson(workspace, setErrors(workspace, view, {})),
    response_urls: [],
  };
  const delivery = await parts.deliveries.deliver('interactive', payload, true);
  const [receipt] = delivery.receipts;
  if (receipt?.kind !== 'acknowledged')
    return {
      ...unacknowledged(receipt ?? { kind: 'unreachable' }, delivery.id, words.modalTrouble),
      view: topView(workspace, user.id) ?? null,
    };
  const taken = takeIn(parts, user, workspace.store.get('views', view.id) ?? view, receipt.body);
  return {
    ...taken,
    deliveryId: delivery.id,
    acknowledgedAfterMs: receipt.afterMs,
    view: topView(workspace, user.id) ?? null,
  };
};

/** Does to the modal what the acknowledgement says. */
const takeIn = (parts: Parts, user: UserRecord, view: ViewRecord, body: JsonObject): Seen => {
  const { workspace } = parts;
  const trouble = (code: string): Seen =>
    seen({ outcome: 'failed', notice: slackWords(user).modalTrouble(code) });
  switch (body.response_action) {
    case undefined:
      if (view.open) closeView(workspace, view);
      return seen({});
    case 'clear':
      for (const one of stackOf(workspace, user.id)) closeView(workspace, one);
      return seen({});
    case 'errors': {
      const errors = shownErrors(view, body.errors);
      if (errors === undefined) return trouble('invalid_errors');
      setErrors(workspace, view, errors);
      return seen({ errors });
    }
    case 'update':
    case 'push':
      return showNext(parts, user, view, body, trouble);
    default:
      return trouble('invalid_response_action');
  }
};

const showNext = (
  parts: Parts,
  user: UserRecord,
  view: ViewRecord,
  body: JsonObject,
  trouble: (code: string) => Seen,
): Seen => {
  const { workspace } = parts;
  if (!isObject(body.view)) return trouble('missing_view');
  const refusal = viewRefusal(body.view, 'modal');
  if (refusal !== undefined) return trouble(String(refusal.error));
  if (body.response_action === 'update') {
    if (view.open) replaceView(workspace, view, body.view);
    return seen({});
  }
  if (stackOf(workspace, user.id).length >= MAX_STACK) return trouble('push_limit_reached');
  addView(workspace, body.view, { userId: user.id, on: view });
  return seen({});
};
