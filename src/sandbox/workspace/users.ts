import type { JsonObject } from './json.js';
import type { UserRecord } from './records.js';
import { slackId } from './slack-ids.js';
import type { Workspace } from './workspace.js';

/** A person of the company, as the people port hands them over. */
export interface Person {
  readonly email: string;
  readonly name: string;
  /** What they are in the company; shown beside the name. */
  readonly title?: string | undefined;
  /** What they may do in the company, as the company calls it; the page has words for it. */
  readonly roles?: readonly string[] | undefined;
  /** Slack's form: en-US, zh-CN. */
  readonly locale?: string | undefined;
  /** IANA name. */
  readonly timezone?: string | undefined;
  /** False for someone whose account is closed. */
  readonly active?: boolean | undefined;
}

const sameEmail = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

export const findByEmail = (workspace: Workspace, email: string): UserRecord | undefined =>
  workspace.store.all('users').find((user) => !user.isBot && sameEmail(user.email, email));

/** Adds a person; `teamId` of another workspace makes a stranger. */
export const addUser = (
  workspace: Workspace,
  person: Person & { readonly teamId?: string; readonly isRestricted?: boolean },
): UserRecord => {
  const id = slackId('U');
  return workspace.store.put('users', id, {
    id,
    teamId: person.teamId ?? workspace.identity.teamId,
    handle: person.email.split('@')[0] ?? id.toLowerCase(),
    name: person.name,
    email: person.email,
    ...(person.title === undefined ? {} : { title: person.title }),
    ...(person.roles === undefined ? {} : { roles: person.roles }),
    locale: person.locale ?? 'en-US',
    timezone: person.timezone ?? 'America/New_York',
    isBot: false,
    isRestricted: person.isRestricted ?? false,
    deleted: person.active === false,
    updatedAt: workspace.now(),
  });
};

export const changeUser = (
  workspace: Workspace,
  user: UserRecord,
  change: Partial<Omit<UserRecord, 'id'>>,
): UserRecord => workspace.store.put('users', user.id, { ...user, ...change, updatedAt: workspace.now() });

/** Seconds that the zone is ahead of UTC at that time. */
const offsetSeconds = (timezone: string, at: number): number => {
  const local = new Date(at).toLocaleString('sv-SE', { timeZone: timezone });
  return Date.parse(`${local.replace(' ', 'T')}Z`) / 1000 - Math.floor(at / 1000);
};

/** A user object; e-mail only with its scope, locale only when asked for, as Slack does. */
export const userJson = (
  workspace: Workspace,
  user: UserRecord,
  shown: { readonly email: boolean; readonly locale: boolean },
): JsonObject => ({
  id: user.id,
  team_id: user.teamId,
  name: user.handle,
  deleted: user.deleted,
  real_name: user.name,
  tz: user.timezone,
  tz_label: user.timezone,
  tz_offset: offsetSeconds(user.timezone, workspace.now()),
  profile: {
    real_name: user.name,
    real_name_normalized: user.name,
    display_name: user.handle,
    display_name_normalized: user.handle,
    team: user.teamId,
    title: user.title ?? '',
    ...(shown.email && user.email !== null ? { email: user.email } : {}),
    ...(user.isBot ? { bot_id: workspace.identity.botId, api_app_id: workspace.identity.appId } : {}),
  },
  is_admin: false,
  is_owner: false,
  is_restricted: user.isRestricted,
  is_ultra_restricted: false,
  is_bot: user.isBot,
  is_app_user: false,
  is_stranger: user.teamId !== workspace.identity.teamId,
  updated: Math.floor(user.updatedAt / 1000),
  ...(shown.locale ? { locale: user.locale } : {}),
});
