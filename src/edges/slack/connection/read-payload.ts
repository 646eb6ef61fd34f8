import { isObject } from '../block-kit/limits/checks.js';

/** What kind of thing happened in Slack. */
export const PAYLOAD_KINDS = [
  'command',
  'action',
  'submission',
  'view-closed',
  'shortcut',
  'options',
  'event',
  'unknown',
] as const;
export type PayloadKind = (typeof PAYLOAD_KINDS)[number];

/** The facts of a verified payload that do not depend on what it is about. */
export interface Payload {
  readonly kind: PayloadKind;
  /** Command, action id, callback id or event type: for logs. */
  readonly name: string;
  /** Every workspace that the payload speaks of. */
  readonly teamIds: readonly string[];
  readonly userId: string | undefined;
  readonly channelId: string | undefined;
  readonly responseUrl: string | undefined;
  readonly triggerId: string | undefined;
  /** Whether it came out of a modal or the App Home. */
  readonly inView: boolean;
  /** The block id of a form's first field: where an error can be shown without losing what was typed. */
  readonly firstField: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);

const kindOf = (body: unknown): PayloadKind => {
  if (at(body, 'event') !== undefined) return 'event';
  if (at(body, 'command') !== undefined) return 'command';
  const type = at(body, 'type');
  if (type === 'block_suggestion') return 'options';
  if (type === 'view_submission') return 'submission';
  if (type === 'view_closed') return 'view-closed';
  if (type === 'shortcut' || type === 'message_action') return 'shortcut';
  return at(body, 'actions') === undefined ? 'unknown' : 'action';
};

const nameOf = (body: unknown): string => {
  const actions = at(body, 'actions');
  const [first] = Array.isArray(actions) ? actions : [];
  return (
    [at(body, 'command'), at(first, 'action_id'), at(body, 'action_id'), at(body, 'view', 'callback_id')]
      .concat([at(body, 'callback_id'), at(body, 'event', 'type'), at(body, 'type')])
      .map(text)
      .find((name) => name !== undefined) ?? 'unknown'
  );
};

/** Names that are ours are short; what is longer comes from elsewhere and would only fill the log. */
const LONGEST_NAME = 100;

const firstFieldOf = (body: unknown): string | undefined => {
  const blocks = at(body, 'view', 'blocks');
  return Array.isArray(blocks)
    ? text(
        at(
          blocks.find((block) => at(block, 'type') === 'input'),
          'block_id',
        ),
      )
    : undefined;
};

/** Reads what every kind of payload tells in its own place. */
export const readPayload = (body: unknown): Payload => {
  const teams = [at(body, 'team_id'), at(body, 'team', 'id'), at(body, 'user', 'team_id')].map(text);
  return {
    kind: kindOf(body),
    name: nameOf(body).slice(0, LONGEST_NAME),
    teamIds: teams.filter((team) => team !== undefined),
    userId:
      text(at(body, 'user', 'id')) ??
      text(at(body, 'user_id')) ??
      text(at(body, 'event', 'user')) ??
      text(at(body, 'event', 'user', 'id')),
    channelId:
      text(at(body, 'channel', 'id')) ??
      text(at(body, 'channel_id')) ??
      text(at(body, 'container', 'channel_id')),
    responseUrl: text(at(body, 'response_url')),
    triggerId: text(at(body, 'trigger_id')),
    inView: at(body, 'view') !== undefined,
    firstField: firstFieldOf(body),
  };
};
