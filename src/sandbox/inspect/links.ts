import type { LoggedCall } from '../api/call-log.js';
import type { Delivery } from '../delivery/envelope.js';
import { type JsonObject, objectOf, parseJson, textOf } from '../workspace/json.js';
import type { MessageKey } from '../workspace/records.js';

/** What a payload is about, or hangs together by, each as `kind:id`. */
export type Links = ReadonlySet<string>;

/** A click and what the app does about it share a trigger or a response_url; these tie payloads to each other. */
export const isTie = (link: string): boolean => link.startsWith('trigger:') || link.startsWith('response:');

export const messageLink = ({ channel, ts }: MessageKey): string => `message:${channel}/${ts}`;
export const viewLink = (id: string): string => `view:${id}`;
export const homeLink = (userId: string): string => `home:${userId}`;

const known = new WeakMap<object, Links>();

const remembered = (of: object, look: () => readonly (string | undefined)[]): Links => {
  const before = known.get(of);
  if (before !== undefined) return before;
  const links = new Set(look().filter((link) => link !== undefined));
  known.set(of, links);
  return links;
};

const message = (channel: unknown, ts: unknown): string | undefined =>
  typeof channel === 'string' && typeof ts === 'string' ? messageLink({ channel, ts }) : undefined;

const tagged = (kind: string, id: unknown): string | undefined =>
  typeof id === 'string' && id !== '' ? `${kind}:${id}` : undefined;

const ofView = (view: JsonObject): readonly (string | undefined)[] => [
  tagged('view', view.id),
  tagged('view', view.root_view_id),
];

/** What a call is about, by its arguments and its answer. */
export const linksOfCall = (call: LoggedCall): Links =>
  remembered(call, () => {
    const { args } = call;
    const answer = objectOf(parseJson(call.answer ?? ''));
    return [
      message(args.channel, args.ts ?? args.message_ts ?? answer.message_ts),
      message(answer.channel, answer.ts),
      call.made === null ? undefined : messageLink(call.made),
      ...ofView(objectOf(answer.view)),
      tagged('view', args.view_id),
      call.method === 'views.publish' ? tagged('home', args.user_id) : undefined,
      tagged('trigger', args.trigger_id ?? args.interactivity_pointer),
      tagged('response', args.response_url_id),
    ];
  });

/** What a payload is about. */
export const linksOfDelivery = (delivery: Delivery): Links =>
  remembered(delivery, () => {
    const { payload } = delivery.envelope;
    const container = objectOf(payload.container);
    const event = objectOf(payload.event);
    return [
      message(container.channel_id, container.message_ts),
      message(objectOf(payload.channel).id, payload.message_ts),
      message(event.channel, event.ts),
      delivery.made === null ? undefined : messageLink(delivery.made),
      ...ofView(objectOf(payload.view)),
      tagged('view', container.view_id),
      event.type === 'app_home_opened' ? tagged('home', event.user) : undefined,
      tagged('trigger', payload.trigger_id),
      tagged('response', textOf(payload.response_url)?.split('/response/')[1]),
    ];
  });
