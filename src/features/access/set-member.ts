import { type Actor, ROLES, type Role } from '../../kernel/actor.js';
import { done, type Result, refused } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import { inTransaction } from '../../platform/db/in-transaction.js';
import { recordAudit } from '../audit/audit-store.js';
import type { KnownMember } from './known-member.js';
import { isDepartment, lockMemberByEmail, writeMember } from './member-store.js';
import { unbindSlackUser } from './unbind-slack-user.js';

/** What is not named stays as it is. */
export interface SetMemberWish {
  readonly email: string;
  /** What they are called; their address while nobody said. */
  readonly name?: string;
  /** These and no others; none takes every role away. */
  readonly roles?: readonly string[];
  /** Empty for none. */
  readonly department?: string;
  /** False switches the member off: they see, ask and decide nothing. */
  readonly active?: boolean;
  /** Parts them from their Slack account, so that the next one with their address is theirs. */
  readonly unbind?: boolean;
}

export type SetMemberRefusal =
  | { readonly kind: 'not-an-email'; readonly email: string }
  | { readonly kind: 'unknown-role'; readonly role: string }
  | { readonly kind: 'nothing-to-set' }
  /** A new member needs at least one role, so that a mistyped address makes none. */
  | { readonly kind: 'unknown-member'; readonly email: string };

/** What came of it. */
export interface SetMember {
  readonly member: KnownMember;
  readonly created: boolean;
  /** Nobody was in the department that was named: a new one, or mistyped. */
  readonly newDepartment: boolean;
}

/** Changes what a member may do; a person with roles who is not there yet is created. Audited. */
export const setMember = async (
  db: Database,
  actor: Actor,
  wish: SetMemberWish,
): Promise<Result<SetMember, SetMemberRefusal>> => {
  const refusals = problemsOf(wish);
  if (refusals.length > 0) return refused(...refusals);
  return inTransaction(db, async (tx) => {
    const before = await lockMemberByEmail(tx, wish.email);
    if (before === null && (wish.roles ?? []).length === 0) {
      return refused({ kind: 'unknown-member', email: wish.email });
    }
    const change = changeOf(wish);
    const { department = '' } = change;
    const newDepartment = department !== '' && !(await isDepartment(tx, department));
    const member = await writeMember(tx, { email: wish.email, ...change });
    const { memberId } = member;
    if (wish.unbind === true) await unbindSlackUser(tx, { actor, memberId });
    if (Object.keys(change).length > 0) {
      await recordAudit(tx, {
        actor,
        action: 'member.set',
        outcome: 'done',
        subjectType: 'member',
        subjectId: memberId,
        details: { ...change, ...(before === null ? {} : { before: sameParts(before, change) }) },
      });
    }
    return done({ member, created: before === null, newDepartment });
  });
};

// A type, because an interface is no JSON object to Prisma.
type Change = {
  readonly name?: string;
  readonly roles?: Role[];
  readonly department?: string;
  readonly active?: boolean;
};

const changeOf = ({ name, roles, department, active }: SetMemberWish): Change => ({
  ...(name === undefined ? {} : { name: name.trim() }),
  // In the order of the list, each once.
  ...(roles === undefined ? {} : { roles: ROLES.filter((role) => roles.includes(role)) }),
  ...(department === undefined ? {} : { department: department.trim() }),
  ...(active === undefined ? {} : { active }),
});

const sameParts = (before: KnownMember, change: Change): Change => ({
  ...(change.name === undefined ? {} : { name: before.name }),
  ...(change.roles === undefined ? {} : { roles: [...before.roles] }),
  ...(change.department === undefined ? {} : { department: before.department }),
  ...(change.active === undefined ? {} : { active: before.active }),
});

const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

const problemsOf = ({
  email,
  name,
  roles,
  department,
  active,
  unbind,
}: SetMemberWish): SetMemberRefusal[] => [
  ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? [] : [{ kind: 'not-an-email' as const, email }]),
  ...([name, roles, department, active].every((part) => part === undefined) && unbind !== true
    ? [{ kind: 'nothing-to-set' as const }]
    : []),
  ...(roles ?? []).filter((role) => !isRole(role)).map((role) => ({ kind: 'unknown-role' as const, role })),
];
