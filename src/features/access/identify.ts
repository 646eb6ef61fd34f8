import { system } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { inTransaction } from '../../platform/db/in-transaction.js';
import { recordAudit } from '../audit/audit-store.js';
import { bindSlackUser } from './bind-slack-user.js';
import type { KnownMember } from './known-member.js';
import { memberByEmail, memberBySlackUser, rememberLocale, writeMember } from './member-store.js';
import { unbindSlackUser } from './unbind-slack-user.js';

/** What Slack says of a user right now. */
export interface SlackProfile {
  readonly teamId: string;
  readonly userId: string;
  readonly email: string | null;
  readonly locale: string;
  readonly timezone: string;
  /** Deleted, a stranger from a shared channel, restricted (a guest) or a bot: none of them acts for the company. */
  readonly excluded: 'deleted' | 'stranger' | 'restricted' | 'bot' | null;
}

export type NotIdentified =
  | { readonly code: 'not-a-member' }
  /** A member has this address and is bound to another Slack user: an account made anew, or a stranger with the same one. */
  | { readonly code: 'bound-elsewhere' }
  | { readonly code: 'member-inactive' }
  | { readonly code: 'excluded'; readonly why: NonNullable<SlackProfile['excluded']> | 'other-workspace' };

export type Identified =
  | { readonly ok: true; readonly member: KnownMember }
  | { readonly ok: false; readonly refusal: NotIdentified };

const no = (refusal: NotIdentified): Identified => ({ ok: false, refusal });

/**
 * Who a Slack user is. The first match by e-mail address binds the Slack user's id to the member; from then on the id
 * decides. An address that changed in Slack unbinds; so does an admin. `team` is the workspace this database belongs to.
 */
export const identify = async (db: Database, profile: SlackProfile, team: string): Promise<Identified> => {
  if (profile.teamId !== team) return no({ code: 'excluded', why: 'other-workspace' });
  if (profile.excluded === 'deleted') await switchOff(db, profile);
  if (profile.excluded !== null) return no({ code: 'excluded', why: profile.excluded });
  const member = (await stillBound(db, profile)) ?? (await bindByEmail(db, profile));
  if (member === null) return no({ code: 'not-a-member' });
  if (member === 'bound-elsewhere') return no({ code: member });
  if (!member.active) return no({ code: 'member-inactive' });
  if (member.locale !== profile.locale || member.timezone !== profile.timezone) {
    await rememberLocale(db.prisma, {
      memberId: member.memberId,
      locale: profile.locale,
      timezone: profile.timezone,
    });
  }
  return { ok: true, member: { ...member, locale: profile.locale, timezone: profile.timezone } };
};

/** Whoever left Slack has left: they decide nothing any more, and what they approved does not carry a final decision (A6). */
const switchOff = (db: Database, profile: SlackProfile): Promise<void> =>
  inTransaction(db, async (tx) => {
    const bound = await memberBySlackUser(tx, profile.teamId, profile.userId);
    if (bound === null || !bound.active) return;
    await writeMember(tx, { email: bound.email, active: false });
    await recordAudit(tx, {
      actor: system('slack'),
      action: 'member.switched-off',
      outcome: 'done',
      subjectType: 'member',
      subjectId: bound.memberId,
      details: { because: 'deleted in Slack' },
    });
  });

const stillBound = async (db: Database, profile: SlackProfile): Promise<KnownMember | null> => {
  const bound = await memberBySlackUser(db.prisma, profile.teamId, profile.userId);
  if (bound === null) return null;
  if (profile.email !== null && profile.email.trim().toLowerCase() !== bound.email) {
    await inTransaction(db, (tx) =>
      unbindSlackUser(tx, {
        actor: system('slack'),
        memberId: bound.memberId,
        because: 'another address in Slack',
      }),
    );
    return null;
  }
  return bound;
};

const bindByEmail = async (
  db: Database,
  profile: SlackProfile,
): Promise<KnownMember | 'bound-elsewhere' | null> => {
  if (profile.email === null) return null;
  const member = await memberByEmail(db.prisma, profile.email);
  if (member === null || !member.active) return member;
  return bindSlackUser(db, member.email, { slackTeamId: profile.teamId, slackUserId: profile.userId });
};
