import type { Database } from '../../platform/db/client.js';
import { memberByEmail, writeMember } from './member-store.js';

/** Sees to it that each address of COUNTERMAND_ADMINS is an active admin; other roles and names stay as they are. */
export const ensureAdmins = async (db: Database, emails: readonly string[]): Promise<void> => {
  for (const email of emails) {
    const member = await memberByEmail(db.prisma, email);
    if (member?.active && member.roles.includes('admin')) continue;
    const roles = new Set([...(member?.roles ?? []), 'admin' as const]);
    await writeMember(db.prisma, { email, roles: [...roles], active: true });
  }
};
