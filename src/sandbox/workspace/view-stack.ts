import type { JsonObject } from './json.js';
import { objectsOf, textOf } from './json.js';
import { withIds } from './messages.js';
import type { ViewRecord, ViewValues } from './records.js';
import { secret, slackId } from './slack-ids.js';
import { initialValues } from './view-values.js';
import type { Workspace } from './workspace.js';

/** Root and two pushed views. */
export const MAX_STACK = 3;

const newHash = (workspace: Workspace): string => `${Math.floor(workspace.now() / 1000)}.${secret(4)}`;

/** The modal views a person has open, the visible one last. */
export const stackOf = (workspace: Workspace, userId: string): readonly ViewRecord[] =>
  workspace.store
    .all('views')
    .filter((view) => view.type === 'modal' && view.open && view.userId === userId)
    .sort((one, other) => depth(workspace, one) - depth(workspace, other));

const depth = (workspace: Workspace, view: ViewRecord): number => {
  const previous =
    view.previousViewId === null ? undefined : workspace.store.get('views', view.previousViewId);
  return previous === undefined ? 0 : 1 + depth(workspace, previous);
};

/** The view a person sees, if a modal is open. */
export const topView = (workspace: Workspace, userId: string): ViewRecord | undefined =>
  stackOf(workspace, userId).at(-1);

/** Puts a view on top of the person's stack (`on`) or, without, as a new modal. */
export const addView = (
  workspace: Workspace,
  view: JsonObject,
  place: { readonly userId: string; readonly on: ViewRecord | null },
): ViewRecord => {
  const id = slackId('V');
  const blocks = withIds(objectsOf(view.blocks), id.slice(-4));
  return workspace.store.put('views', id, {
    id,
    type: view.type === 'home' ? 'home' : 'modal',
    userId: place.userId,
    view,
    blocks,
    values: initialValues(blocks, {}),
    errors: {},
    externalId: textOf(view.external_id) ?? '',
    hash: newHash(workspace),
    rootViewId: place.on?.rootViewId ?? id,
    previousViewId: place.on?.id ?? null,
    open: true,
    openedAt: workspace.now(),
    version: 1,
  });
};

/** Replaces what a view shows; what the person entered stays where block_id and action_id are the same. */
export const replaceView = (workspace: Workspace, record: ViewRecord, view: JsonObject): ViewRecord => {
  const blocks = withIds(objectsOf(view.blocks), record.id.slice(-4));
  return workspace.store.put('views', record.id, {
    ...record,
    view,
    blocks,
    values: initialValues(blocks, record.values),
    errors: {},
    externalId: textOf(view.external_id) ?? record.externalId,
    hash: newHash(workspace),
    version: record.version + 1,
  });
};

export const setValues = (workspace: Workspace, record: ViewRecord, values: ViewValues): ViewRecord =>
  workspace.store.put('views', record.id, { ...record, values });

export const setErrors = (
  workspace: Workspace,
  record: ViewRecord,
  errors: Readonly<Record<string, string>>,
): ViewRecord => workspace.store.put('views', record.id, { ...record, errors });

export const closeView = (workspace: Workspace, record: ViewRecord): ViewRecord =>
  workspace.store.put('views', record.id, { ...record, open: false });

/** A view as Slack's payloads write it. */
export const viewJson = (workspace: Workspace, record: ViewRecord): JsonObject => {
  const { teamId, appId, botId } = workspace.identity;
  const { title, submit, close, private_metadata, callback_id, clear_on_close, notify_on_close } =
    record.view;
  return {
    id: record.id,
    team_id: teamId,
    type: record.type,
    blocks: record.blocks,
    private_metadata: private_metadata ?? '',
    callback_id: callback_id ?? '',
    state: { values: record.values },
    hash: record.hash,
    title: title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: clear_on_close ?? false,
    notify_on_close: notify_on_close ?? false,
    close: close ?? null,
    submit: submit ?? null,
    previous_view_id: record.previousViewId,
    root_view_id: record.rootViewId,
    app_id: appId,
    external_id: record.externalId,
    app_installed_team_id: teamId,
    bot_id: botId,
  };
};
