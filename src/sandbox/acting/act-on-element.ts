import type { Parts } from '../parts.js';
import { channelsOf } from '../workspace/conversations.js';
import { isObject, type JsonObject } from '../workspace/json.js';
import { messageJson } from '../workspace/message-json.js';
import type { UserRecord, ViewValues } from '../workspace/records.js';
import { mintResponseUrl } from '../workspace/response-urls.js';
import { setValues, topView, viewJson } from '../workspace/view-stack.js';
import { initialValues, type PlacedElement } from '../workspace/view-values.js';
import { actionJson, type Entry, enteredState } from './entered-value.js';
import { payloadChannelName, payloadHead } from './payload-parts.js';
import { elementAt, type Surface, surfaceAt, type Where } from './screen.js';
import { notSent, type Seen, seen, unacknowledged } from './seen.js';
import { suggestionsFor } from './suggest.js';
import { slackWords } from './words/slack-words.js';

/** What a person does with one element. */
export interface ElementAct {
  readonly where: Where;
  readonly actionId: string;
  readonly blockId?: string | undefined;
  /** What is entered or chosen; absent for buttons. */
  readonly value?: Entry | undefined;
  /** The answer to the element's confirmation dialog; when absent and there is one, it is only asked. */
  readonly confirm?: boolean | undefined;
}

const BUTTONS = ['button', 'workflow_button', 'icon_button'];

/** Clicks a button, chooses from a menu, picks a date, types into a field. */
export const actOnElement = async (parts: Parts, user: UserRecord, act: ElementAct): Promise<Seen> => {
  const words = slackWords(user);
  const surface = surfaceAt(parts.workspace, user, act.where);
  if (surface === undefined) return notSent(words.notOnScreen);
  const placed = elementAt(surface, act.actionId, act.blockId);
  if (placed === undefined) return notSent(words.noElement(act.actionId));
  const entered = await stateFor(parts, user, act, placed);
  if (!entered.ok) return notSent(entered.problem);
  const { confirm } = placed.element;
  if (isObject(confirm) && act.confirm === undefined) return seen({ outcome: 'asked-to-confirm', confirm });
  if (isObject(confirm) && act.confirm === false) return notSent(words.dialogDeclined);
  const current = withEntry(parts, surface, placed, entered.state);
  // Fields of a form speak to the app at submission, unless they ask to do it at once.
  if (placed.block.type === 'input' && placed.block.dispatch_action !== true)
    return seen({ view: topView(parts.workspace, user.id) ?? null });
  return dispatch(parts, user, current, placed, entered.state);
};

const stateFor = async (parts: Parts, user: UserRecord, act: ElementAct, placed: PlacedElement) => {
  if (BUTTONS.includes(placed.type)) return { ok: true as const, state: undefined };
  if (placed.type === 'feedback_buttons') {
    const button = [placed.element.positive_button, placed.element.negative_button]
      .filter(isObject)
      .find((one) => one.value === act.value);
    return button === undefined
      ? { ok: false as const, problem: slackWords(user).noSuchOption }
      : { ok: true as const, state: { type: placed.type, value: button.value, text: button.text } };
  }
  if (act.value === undefined) return { ok: false as const, problem: slackWords(user).nothingEntered };
  const offered = placed.type.includes('external')
    ? await suggestionsFor(parts, user, act.where, placed, act.value)
    : [];
  const channels = channelsOf(parts.workspace, user.id).map(({ id }) => id);
  return enteredState(placed, act.value, offered, slackWords(user), {
    selected_user: parts.workspace.store.all('users').map(({ id }) => id),
    selected_channel: channels,
    selected_conversation: channels,
  });
};

/** The surface with what was entered, kept when it is a view. */
const withEntry = (
  parts: Parts,
  surface: Surface,
  placed: PlacedElement,
  state: JsonObject | undefined,
): Surface => {
  if (
    surface.kind === 'message' ||
    state === undefined ||
    placed.type === 'overflow' ||
    placed.type === 'feedback_buttons'
  )
    return surface;
  const values: ViewValues = {
    ...surface.view.values,
    [placed.blockId]: { ...surface.view.values[placed.blockId], [placed.actionId]: state },
  };
  return { ...surface, view: setValues(parts.workspace, surface.view, values) };
};

const dispatch = async (
  parts: Parts,
  user: UserRecord,
  surface: Surface,
  placed: PlacedElement,
  state: JsonObject | undefined,
): Promise<Seen> => {
  const { workspace } = parts;
  const payload = {
    type: 'block_actions',
    ...payloadHead(workspace, user),
    trigger_id: workspace.triggers.mint(user.id, surface.kind === 'view' ? surface.view.id : null),
    ...surfacePayload(parts, user, surface, placed, state),
    actions: [actionJson(placed, state, workspace.nextTs())],
  };
  const delivery = await parts.deliveries.deliver('interactive', payload, false);
  const [receipt] = delivery.receipts;
  if (receipt?.kind !== 'acknowledged')
    return unacknowledged(receipt ?? { kind: 'unreachable' }, delivery.id, slackWords(user).clickTrouble);
  return seen({
    deliveryId: delivery.id,
    acknowledgedAfterMs: receipt.afterMs,
    view: topView(workspace, user.id) ?? null,
  });
};

const surfacePayload = (
  parts: Parts,
  user: UserRecord,
  surface: Surface,
  placed: PlacedElement,
  state: JsonObject | undefined,
): JsonObject => {
  const { workspace } = parts;
  if (surface.kind === 'view')
    return {
      container: { type: 'view', view_id: surface.view.id },
      view: viewJson(workspace, surface.view),
      state: { values: surface.view.values },
    };
  const { message, channel } = surface;
  const values = initialValues(
    surface.blocks,
    state === undefined ? {} : { [placed.blockId]: { [placed.actionId]: state } },
  );
  const ephemeral = message.ephemeralTo !== null;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: payloadChannelName(channel) },
    // Slack does not send the content of ephemeral messages back.
    ...(ephemeral ? {} : { message: { ...messageJson(workspace, message), blocks: surface.blocks } }),
    state: { values },
    response_url: mintResponseUrl(workspace, {
      userId: user.id,
      channel: channel.id,
      message: { channel: channel.id, ts: message.ts },
    }),
  };
};
