import { optionGroups, options } from '../block-kit/composition.js';
import type { Problem } from '../block-kit/rules.js';
import type { Parts } from '../parts.js';
import { type JsonObject, objectsOf } from '../workspace/json.js';
import type { UserRecord } from '../workspace/records.js';
import { viewJson } from '../workspace/view-stack.js';
import type { PlacedElement } from '../workspace/view-values.js';
import type { Entry } from './entered-value.js';
import { payloadChannelName, payloadHead } from './payload-parts.js';
import { elementAt, type Surface, surfaceAt, type Where } from './screen.js';
import { notSent, type Seen, seen, unacknowledged } from './seen.js';
import { slackWords } from './words/slack-words.js';

/** Types into an external select and sees the options that the app offers. */
export const suggest = async (
  parts: Parts,
  user: UserRecord,
  input: {
    readonly where: Where;
    readonly actionId: string;
    readonly blockId?: string | undefined;
    readonly query: string;
  },
): Promise<Seen> => {
  const surface = surfaceAt(parts.workspace, user, input.where);
  const placed = surface === undefined ? undefined : elementAt(surface, input.actionId, input.blockId);
  if (surface === undefined || placed === undefined) return notSent(slackWords(user).notOnScreen);
  return ask(parts, user, surface, placed, input.query);
};

/** What was offered lately in each menu: chosen is what one has seen in it. */
const offers = new WeakMap<Parts, Map<string, readonly JsonObject[]>>();
const REMEMBERED = 300;

const remember = (
  parts: Parts,
  user: UserRecord,
  placed: PlacedElement,
  seenNow: readonly JsonObject[],
): void => {
  const all = offers.get(parts) ?? new Map<string, readonly JsonObject[]>();
  const key = menuKey(user, placed);
  all.set(key, [...seenNow, ...(all.get(key) ?? [])].slice(0, REMEMBERED));
  offers.set(parts, all);
};

const menuKey = (user: UserRecord, { blockId, actionId }: PlacedElement): string =>
  `${user.id}/${blockId}/${actionId}`;

/** The options that can be chosen for a value: those that were offered, else those the app offers when it is typed. */
export const suggestionsFor = async (
  parts: Parts,
  user: UserRecord,
  where: Where,
  placed: PlacedElement,
  value: Entry,
): Promise<readonly JsonObject[]> => {
  const surface = surfaceAt(parts.workspace, user, where);
  if (surface === undefined || value === null) return [];
  const offered = offers.get(parts)?.get(menuKey(user, placed)) ?? [];
  const queries = (typeof value === 'object' ? value : [String(value)]).filter(
    (one) => !offered.some((option) => option.value === one),
  );
  const answers = await Promise.all(queries.map((query) => ask(parts, user, surface, placed, query)));
  return [...offered, ...answers.flatMap((answer) => answer.options)];
};

const ask = async (
  parts: Parts,
  user: UserRecord,
  surface: Surface,
  placed: PlacedElement,
  query: string,
): Promise<Seen> => {
  const least = typeof placed.element.min_query_length === 'number' ? placed.element.min_query_length : 3;
  if ([...query].length < least) return notSent(slackWords(user).typeMore(least));
  const place =
    surface.kind === 'view'
      ? {
          container: { type: 'view', view_id: surface.view.id },
          view: viewJson(parts.workspace, surface.view),
        }
      : {
          container: { type: 'message', message_ts: surface.message.ts, channel_id: surface.channel.id },
          channel: { id: surface.channel.id, name: payloadChannelName(surface.channel) },
        };
  const delivery = await parts.deliveries.deliver(
    'interactive',
    {
      type: 'block_suggestion',
      ...payloadHead(parts.workspace, user),
      ...place,
      action_id: placed.actionId,
      block_id: placed.blockId,
      value: query,
    },
    true,
  );
  const [receipt] = delivery.receipts;
  if (receipt?.kind !== 'acknowledged')
    return unacknowledged(receipt ?? { kind: 'unreachable' }, delivery.id, slackWords(user).noResults);
  const { options: flat, option_groups: groups } = receipt.body;
  const found: Problem[] = [];
  if (Array.isArray(flat)) {
    if (flat.length > 0) options('menu', 100)(flat, '/options', found);
  } else optionGroups(groups, '/option_groups', found);
  if (found.length > 0)
    return seen({
      outcome: 'failed',
      notice: slackWords(user).noResults(found[0]?.message ?? ''),
      deliveryId: delivery.id,
    });
  const all = [...objectsOf(flat), ...objectsOf(groups).flatMap((group) => objectsOf(group.options))];
  remember(parts, user, placed, all);
  return seen({ options: all, deliveryId: delivery.id, acknowledgedAfterMs: receipt.afterMs });
};
