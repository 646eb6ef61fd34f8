import { type Actor, ROLES, type Role } from '../../kernel/actor.js';
import { done, type Result, refused } from '../../kernel/result.js';
import type { Database } from '../../platform/db/client.js';
import { inTransaction } from '../../platform/db/in-transaction.js';
import { recordAudit } from '../audit/audit-store.js';
import type { KnownMember } from './known-member.js';
import { memberByEmail, writeMember } from './member-store.js';

export type SetMemberRefusal =
  | { readonly kind: 'not-an-email'; readonly email: string }
  | { readonly kind: 'unknown-role'; readonly role: string }
  | { readonly kind: 'no-role' };

/** Gives a person these roles and no others, and a department if one is named; a new person is created. Audited. */
export const setMember = async (
  db: Database,
  actor: Actor,
  wish: { readonly email: string; readonly roles: readonly string[]; readonly department?: string },
): Promise<Result<{ readonly member: KnownMember; readonly created: boolean }, SetMemberRefusal>> => {
  const refusals = problemsOf(wish);
  if (refusals.length > 0) return refused(...refusals);
  // In the order of the list, each once.
  const roles = ROLES.filter((role) => wish.roles.includes(role));
  return inTransaction(db, async (tx) => {
    const before = await memberByEmail(tx, wish.email);
    const member = await writeMember(tx, { email: wish.email, roles, department: wish.department });
    await recordAudit(tx, {
      actor,
      action: 'member.set',
      outcome: 'done',
      subjectType: 'member',
      subjectId: member.memberId,
      details: {
        roles,
        department: member.department,
        ...(before === null ? {} : { before: { roles: [...before.roles], department: before.department } }),
      },
    });
    return done({ member, created: before === null });
  });
};

const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

const problemsOf = ({ email, roles }: { email: string; roles: readonly string[] }): SetMemberRefusal[] => [
  ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? [] : [{ kind: 'not-an-email' as const, email }]),
  ...(roles.length === 0 ? [{ kind: 'no-role' as const }] : []),
  ...roles.filter((role) => !isRole(role)).map((role) => ({ kind: 'unknown-role' as const, role })),
];
