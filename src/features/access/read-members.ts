import type { Role } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { listMembers } from './member-store.js';

/** A member as an administrator sees them. */
export interface MemberLine {
  readonly email: string;
  readonly name: string;
  readonly department: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  /** Whether a Slack user was matched. */
  readonly bound: boolean;
}

/** Every member by e-mail address. */
export const readMembers = async (db: Database): Promise<MemberLine[]> =>
  (await listMembers(db.prisma)).map(({ email, name, department, roles, active, slackUserId }) => ({
    email,
    name,
    department,
    roles,
    active,
    bound: slackUserId !== null,
  }));
