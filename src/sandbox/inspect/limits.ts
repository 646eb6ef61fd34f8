import { MAX_POST_TEXT, MAX_UPDATE_TEXT } from '../api/message-content.js';
import type { Usage } from '../block-kit/rules.js';
import { messageUsages, viewUsages } from '../block-kit/surfaces.js';
import { codePoints, isObject, type JsonObject, objectOf, textOf } from '../workspace/json.js';
import { currentVersion } from '../workspace/messages.js';
import type { MessageRecord, ViewRecord } from '../workspace/records.js';
import { RESPONSE_URL_USES } from '../workspace/response-urls.js';
import { MAX_STACK, stackOf } from '../workspace/view-stack.js';
import type { Workspace } from '../workspace/workspace.js';
import type { ShownLimit } from './exchange.js';

/** From this part of a limit on, the next order with a longer name may pass it. */
const NEAR = 0.8;
const TEXTS = ['plain_text', 'mrkdwn', 'raw_text'];

/** Slack's limits for a message and how much of each its newest version uses, the nearest first. */
export const limitsOfMessage = (workspace: Workspace, message: MessageRecord): readonly ShownLimit[] => {
  const { text, blocks } = currentVersion(message);
  const changed = message.versions.length > 1;
  const responses = workspace.store
    .all('responseUrls')
    .filter(({ message: on }) => on?.channel === message.channel && on.ts === message.ts);
  return nearestFirst({ type: 'message', blocks }, [
    ...messageUsages(blocks),
    {
      pointer: '/text',
      used: codePoints(text),
      limit: changed ? MAX_UPDATE_TEXT : MAX_POST_TEXT,
      unit: 'characters',
    },
    ...responses.map(
      ({ uses }): Usage => ({ pointer: '/response_url', used: uses, limit: RESPONSE_URL_USES, unit: 'uses' }),
    ),
  ]);
};

/** The same for a view of a modal or an App Home. */
export const limitsOfView = (workspace: Workspace, record: ViewRecord): readonly ShownLimit[] => {
  const stack = stackOf(workspace, record.userId).filter((one) => one.rootViewId === record.rootViewId);
  const depth: Usage = { pointer: '/views', used: stack.length, limit: MAX_STACK, unit: 'views' };
  return nearestFirst(record.view, [
    ...viewUsages(record.view),
    ...(record.type === 'modal' && stack.length > 0 ? [depth] : []),
  ]);
};

/** Of the same limit in many blocks, only the place where it is nearest. */
const nearestFirst = (root: JsonObject, usages: readonly Usage[]): readonly ShownLimit[] => {
  const nearest = new Map<string, ShownLimit>();
  for (const usage of usages) {
    const shown = shownLimit(root, usage);
    const key = `${shown.name} ${shown.unit}`;
    const before = nearest.get(key);
    if (before === undefined || share(shown) > share(before)) nearest.set(key, shown);
  }
  return [...nearest.values()].sort((one, other) => share(other) - share(one));
};

const share = ({ used, limit }: Pick<Usage, 'used' | 'limit'>): number => used / limit;

const shownLimit = (root: JsonObject, usage: Usage): ShownLimit => {
  const block = /^\/blocks\/(\d+)/.exec(usage.pointer)?.[1];
  const { used, limit, unit } = usage;
  return {
    name: nameOf(root, usage.pointer),
    block: block === undefined ? null : Number(block) + 1,
    used,
    limit,
    unit,
    nearness: used > limit ? 'over' : share(usage) >= NEAR ? 'near' : 'fine',
  };
};

/** `/blocks/3/accessory/text/text` of a button is `button.text`: the innermost thing with a type, and the field. */
const nameOf = (root: JsonObject, pointer: string): string => {
  let at: unknown = root;
  let name = [String(root.type)];
  for (const step of pointer.split('/').slice(1)) {
    const inText = isObject(at) && TEXTS.includes(String(at.type));
    at = Array.isArray(at) ? at[Number(step)] : objectOf(at)[step];
    const type = textOf(objectOf(at).type);
    if (type !== undefined && !TEXTS.includes(type)) name = [type];
    else if (!inText && !/^\d+$/.test(step)) name.push(step);
  }
  return name.join('.');
};
