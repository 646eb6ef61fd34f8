import { asSlackMessage, VIEW_BYTES, viewBytes, viewProblems } from '../block-kit/surfaces.js';
import type { JsonObject } from '../workspace/json.js';
import { textOf } from '../workspace/json.js';
import type { ViewRecord } from '../workspace/records.js';
import { addView, closeView, MAX_STACK, replaceView, stackOf, viewJson } from '../workspace/view-stack.js';
import type { Workspace } from '../workspace/workspace.js';
import { type Answer, type ApiMethod, type Call, failure, ok } from './method.js';

type Read =
  | { readonly ok: true; readonly view: JsonObject }
  | { readonly ok: false; readonly answer: Answer };

/** The `view` argument when Slack would take it for this surface. */
const readView = (call: Call, type: 'modal' | 'home' | 'any'): Read => {
  const view = call.args.object('view');
  const refuse = (answer: Answer): Read => ({ ok: false, answer });
  if (view === undefined)
    return refuse(
      failure('invalid_arguments', {
        response_metadata: { messages: ['[ERROR] missing required field: view'] },
      }),
    );
  const refused = viewRefusal(view, type);
  return refused === undefined ? { ok: true, view } : refuse(refused);
};

/** What Slack answers to a view that breaks its rules; also for views in acknowledgements. */
export const viewRefusal = (view: JsonObject, type: 'modal' | 'home' | 'any'): Answer | undefined => {
  if (viewBytes(view) > VIEW_BYTES) return failure('view_too_large');
  const problems = viewProblems(view);
  const wrongSurface = type !== 'any' && view.type !== type && problems.length === 0;
  const messages = wrongSurface
    ? [`[ERROR] must be a view of type ${type} [json-pointer:/view/type]`]
    : problems.map(asSlackMessage);
  return messages.length === 0
    ? undefined
    : failure('invalid_arguments', { response_metadata: { messages } });
};

const externalIdTaken = (workspace: Workspace, view: JsonObject, by?: ViewRecord): boolean =>
  typeof view.external_id === 'string' &&
  view.external_id !== '' &&
  workspace.store
    .all('views')
    .some((one) => one.open && one.externalId === view.external_id && one.id !== by?.id);

const withTrigger = (
  call: Call,
  use: (trigger: { readonly userId: string; readonly viewId: string | null }, view: JsonObject) => Answer,
): Answer => {
  const id = call.args.text('trigger_id') ?? call.args.text('interactivity_pointer');
  if (id === undefined)
    return failure('invalid_arguments', {
      response_metadata: { messages: ['[ERROR] missing required field: trigger_id'] },
    });
  const read = readView(call, 'modal');
  if (!read.ok) return read.answer;
  const checked = call.workspace.triggers.check(id);
  if (!checked.ok) return failure(checked.error);
  if (externalIdTaken(call.workspace, read.view)) return failure('duplicate_external_id');
  const answer = use(checked.trigger, read.view);
  if (answer.ok) call.workspace.triggers.exchange(id);
  return answer;
};

export const viewsOpen: ApiMethod = {
  name: 'views.open',
  token: 'bot',
  scopes: [],
  tier: 4,
  run: (call) =>
    withTrigger(call, (trigger, view) => {
      // A new modal takes the place of whatever the person had open.
      for (const old of stackOf(call.workspace, trigger.userId)) closeView(call.workspace, old);
      const opened = addView(call.workspace, view, { userId: trigger.userId, on: null });
      return ok({ view: viewJson(call.workspace, opened) });
    }),
};

export const viewsPush: ApiMethod = {
  name: 'views.push',
  token: 'bot',
  scopes: [],
  tier: 4,
  run: (call) =>
    withTrigger(call, (trigger, view) => {
      const stack = stackOf(call.workspace, trigger.userId);
      const top = stack.at(-1);
      if (top === undefined || trigger.viewId === null || !stack.some((one) => one.id === trigger.viewId))
        return failure('not_found');
      if (stack.length >= MAX_STACK) return failure('push_limit_reached');
      return ok({
        view: viewJson(call.workspace, addView(call.workspace, view, { userId: trigger.userId, on: top })),
      });
    }),
};

export const viewsUpdate: ApiMethod = {
  name: 'views.update',
  token: 'bot',
  scopes: [],
  tier: 4,
  run: (call) => {
    const { workspace, args } = call;
    const read = readView(call, 'any');
    if (!read.ok) return read.answer;
    const id = args.text('view_id');
    const externalId = args.text('external_id');
    if ((id === undefined) === (externalId === undefined)) return failure('invalid_arguments');
    const record = workspace.store
      .all('views')
      .find(
        (one) => one.open && (one.id === id || (externalId !== undefined && one.externalId === externalId)),
      );
    if (record === undefined) return failure('not_found');
    if (record.type !== read.view.type) return failure('invalid_arguments');
    const hash = args.text('hash');
    if (hash !== undefined && hash !== record.hash) return failure('hash_conflict');
    if (externalIdTaken(workspace, read.view, record)) return failure('duplicate_external_id');
    return ok({ view: viewJson(workspace, replaceView(workspace, record, read.view)) });
  },
};

export const viewsPublish: ApiMethod = {
  name: 'views.publish',
  token: 'bot',
  scopes: [],
  tier: 4,
  run: (call) => {
    const { workspace, args } = call;
    const read = readView(call, 'home');
    if (!read.ok) return read.answer;
    const user = workspace.store.get('users', textOf(args.fields.user_id) ?? '');
    if (user === undefined) return failure('user_not_found');
    const home = homeOf(workspace, user.id);
    const hash = args.text('hash');
    if (home !== undefined && hash !== undefined && hash !== home.hash) return failure('hash_conflict');
    const published =
      home === undefined
        ? addView(workspace, read.view, { userId: user.id, on: null })
        : replaceView(workspace, home, read.view);
    return ok({ view: viewJson(workspace, published) });
  },
};

/** The App Home that was published for a person, if any. */
export const homeOf = (workspace: Workspace, userId: string): ViewRecord | undefined =>
  workspace.store.all('views').find((view) => view.type === 'home' && view.userId === userId);
