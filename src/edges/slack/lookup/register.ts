import type {
  BlockAction,
  ButtonAction,
  GlobalShortcut,
  MessageShortcut,
  ViewSubmitAction,
} from '@slack/bolt';
import {
  FIND_IN_MESSAGE,
  FIND_NEXT,
  FIND_PREVIOUS,
  LOOK_UP_SHORTCUT,
  LOOK_UP_VIEW,
  LOOK_UP_WORDS,
  OPEN_LOOK_UP,
  SHOW_HISTORY,
  SHOW_LINES,
  SHOW_ORDER,
} from '../action-ids.js';
import { cleanText } from '../block-kit/clean-text.js';
import { sayTextRefusal } from '../block-kit/say-text-refusal.js';
import type { SlackDeps } from '../deps.js';
import { asMember } from '../people/as-member.js';
import { loadingView } from '../people/open-view.js';
import { viewOf } from '../people/view-of-payload.js';
import type { Switchboard } from '../switchboard.js';
import { readPage } from './found-page.js';
import { lookUp } from './look-up.js';
import { lookUpView } from './look-up-view.js';
import { LONGEST_SEARCH } from './search.js';
import { showHistory } from './show-history.js';
import { showMentioned } from './show-mentioned.js';
import { showOrder } from './show-order.js';
import { showPage } from './show-page.js';

type Click = BlockAction<ButtonAction>;

/** The list from which a modal was reached. */
const cameFrom = (body: Click) => readPage(body.view?.private_metadata);

const typedWords = (body: ViewSubmitAction) =>
  cleanText(body.view.state.values[LOOK_UP_WORDS]?.[LOOK_UP_WORDS]?.value, { limit: LONGEST_SEARCH });

/** Orders looked up by button, form and shortcut. */
export const registerLookup = (app: Switchboard, deps: SlackDeps): void => {
  app.action<Click>(
    { type: 'block_actions', action_id: SHOW_ORDER },
    asMember(
      deps,
      { opening: ({ body }, t) => (viewOf(body) === undefined ? undefined : loadingView(t)) },
      (acting, { action, body }) => showOrder(deps, acting, action.value ?? '', cameFrom(body)),
    ),
  );
  app.action<Click>(
    { type: 'block_actions', action_id: SHOW_LINES },
    asMember(deps, { opening: (_, t) => loadingView(t) }, (acting, { action }) =>
      showOrder(deps, acting, action.value ?? ''),
    ),
  );
  app.action<Click>(
    { type: 'block_actions', action_id: SHOW_HISTORY },
    asMember(deps, { opening: (_, t) => loadingView(t) }, (acting, { action, body }) =>
      showHistory(deps, acting, action.value ?? '', body.view?.private_metadata),
    ),
  );
  for (const turn of [FIND_PREVIOUS, FIND_NEXT])
    app.action<Click>(
      { type: 'block_actions', action_id: turn },
      asMember(deps, {}, (acting, { action }) =>
        showPage(deps, acting, readPage(action.value) ?? { words: '', page: 0 }, { replace: true }),
      ),
    );

  const openForm = { opening: (_: unknown, t: Parameters<typeof lookUpView>[0]) => lookUpView(t) };
  app.action<Click>(
    { type: 'block_actions', action_id: OPEN_LOOK_UP },
    // The form itself says nothing of any order; who is no member sees the refusal in its place.
    asMember(deps, openForm, async () => undefined),
  );
  app.shortcut<GlobalShortcut>(
    { type: 'shortcut', callback_id: LOOK_UP_SHORTCUT },
    asMember(deps, openForm, async () => undefined),
  );
  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: FIND_IN_MESSAGE },
    asMember(deps, { opening: (_, t) => loadingView(t) }, (acting, { body }) =>
      showMentioned(deps, acting, body.message),
    ),
  );
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: LOOK_UP_VIEW },
    asMember(
      deps,
      {
        acknowledge: ({ body }, t) => {
          const words = typedWords(body);
          const [refusal] = words.ok ? [] : words.refusals;
          if (refusal === undefined) return { response: { response_action: 'update', view: loadingView(t) } };
          const errors = { [LOOK_UP_WORDS]: sayTextRefusal(t, refusal) };
          return { response: { response_action: 'errors', errors }, stop: true };
        },
      },
      async (acting, { body }) => {
        const words = typedWords(body);
        if (words.ok) await lookUp(deps, acting, words.value);
      },
    ),
  );
};
