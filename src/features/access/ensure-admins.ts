import { system } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import { inTransaction, type Transaction } from '../../platform/db/in-transaction.js';
import { recordAudit } from '../audit/audit-store.js';
import { lockMemberByEmail, writeMember } from './member-store.js';

/** Sees to it that each address of COUNTERMAND_ADMINS is an active admin; other roles and names stay. Audited when it was none. */
export const ensureAdmins = async (db: Database, emails: readonly string[]): Promise<void> => {
  for (const email of emails) await inTransaction(db, (tx) => ensureAdmin(tx, email));
};

/** The same for one address, in a transaction that does more. */
export const ensureAdmin = async (tx: Transaction, email: string): Promise<void> => {
  const before = await lockMemberByEmail(tx, email);
  if (before?.active && before.roles.includes('admin')) return;
  const roles = [...new Set([...(before?.roles ?? []), 'admin' as const])];
  const { memberId } = await writeMember(tx, { email, roles, active: true });
  await recordAudit(tx, {
    actor: system('configuration'),
    action: 'member.made-admin',
    outcome: 'done',
    subjectType: 'member',
    subjectId: memberId,
    details: {
      roles,
      active: true,
      ...(before === null ? {} : { before: { roles: [...before.roles], active: before.active } }),
    },
  });
};
