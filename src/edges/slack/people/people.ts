import type { WebClient } from '@slack/web-api';
import { type Identified, identify, type SlackProfile } from '../../../features/access/identify.js';
import { readBoundMembers } from '../../../features/access/read-member.js';
import type { Clock } from '../../../kernel/clock.js';
import type { Database } from '../../../platform/db/client.js';
import type { Log } from '../../../platform/log.js';
import { classifySlackError } from '../connection/classify-slack-error.js';
import { readProfile } from './read-profile.js';

/** Slack could not be asked who somebody is: nothing is done for them until it can. */
export interface SlackUnreachable {
  readonly ok: false;
  readonly refusal: { readonly code: 'slack-unreachable' };
}

/** Who Slack's users are to us. */
export interface People {
  /**
   * The member behind a Slack user of a verified payload, or why there is none. `fresh` asks Slack now; otherwise what
   * Slack said is good for ten minutes. Members, their roles and whether they are active are read each time.
   */
  identify(
    teamId: string,
    userId: string,
    options?: { readonly fresh?: boolean },
  ): Promise<Identified | SlackUnreachable>;
  /** The workspace that this database belongs to; undefined until it is known. */
  team(): string | undefined;
  /** The locale as far as it is known without asking anybody. */
  localeOf(userId: string | undefined): string | undefined;
  /** Learns the locales that Slack told before the last start, so that what is opened at once is in the right language. */
  recall(): Promise<void>;
}

const GOOD_FOR_MS = 10 * 60 * 1_000;
const MOST_REMEMBERED = 10_000;

export const createPeople = (input: {
  readonly db: Database;
  readonly clock: Clock;
  readonly client: WebClient;
  /** The workspace that this database belongs to; undefined until it is known. */
  readonly team: () => string | undefined;
  readonly log: Log;
}): People => {
  const { db, clock, client, team, log } = input;
  const remembered = new Map<string, { readonly profile: SlackProfile; readonly at: number }>();

  const recalled = new Map<string, string>();

  const remember = (profile: SlackProfile): SlackProfile => {
    remembered.delete(profile.userId);
    remembered.set(profile.userId, { profile, at: clock.now().getTime() });
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return profile;
  };

  const known = (userId: string): SlackProfile | undefined => {
    const found = remembered.get(userId);
    return found !== undefined && clock.now().getTime() - found.at < GOOD_FOR_MS ? found.profile : undefined;
  };

  const ask = async (teamId: string, userId: string): Promise<SlackProfile | undefined> => {
    try {
      return remember(await readProfile(client, { teamId, userId }));
    } catch (error) {
      log.warn({ slackUser: userId, slackError: classifySlackError(error) }, 'Slack did not say who this is');
      return undefined;
    }
  };

  return {
    async identify(teamId, userId, { fresh = false } = {}) {
      const profile = (fresh ? undefined : known(userId)) ?? (await ask(teamId, userId));
      const ours = team();
      if (profile === undefined || ours === undefined)
        return { ok: false, refusal: { code: 'slack-unreachable' } };
      return identify(db, profile, ours);
    },
    team,
    localeOf: (userId) =>
      userId === undefined ? undefined : (remembered.get(userId)?.profile.locale ?? recalled.get(userId)),
    async recall() {
      for (const { slackUserId, locale } of await readBoundMembers(db))
        if (slackUserId !== null && locale !== null) recalled.set(slackUserId, locale);
    },
  };
};
