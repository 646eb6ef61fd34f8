import type { Role } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import type { KnownMember } from './known-member.js';
import { activeMembersWithRole, listMembers, memberById } from './member-store.js';

/** One member by id, active or not; null where there is none. */
export const readMember = (db: Database, id: string): Promise<KnownMember | null> =>
  memberById(db.prisma, id);

/** Active members with a role, by e-mail address: for saying whom to ask. */
export const readMembersWithRole = (db: Database, role: Role): Promise<KnownMember[]> =>
  activeMembersWithRole(db.prisma, role, { except: [] });

/** Members who were matched to a Slack user. */
export const readBoundMembers = async (db: Database): Promise<KnownMember[]> =>
  (await listMembers(db.prisma)).filter((member) => member.slackUserId !== null);
