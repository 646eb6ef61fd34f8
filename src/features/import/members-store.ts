import { type Role, system } from '../../kernel/actor.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import { recordAudit } from '../audit/audit-store.js';
import type { ImportWarning } from './import-report.js';
import { staged } from './staging-store.js';

/** What becomes of the members whose row changed, from `prepareMembers` to the end of the transaction. */
export const MEMBER_CHANGES = 'import_member_change';

/**
 * Works out the roles of the members whose row changed, and keeps anybody else from changing them meanwhile. The file
 * decides, but for three: roles that were set by hand stay, and are told of where the file names others; whom the
 * configuration names stays an admin; who was never in a file keeps their roles beside those of the file.
 */
export const prepareMembers = async (
  tx: Transaction,
  admins: readonly string[],
): Promise<ImportWarning[]> => {
  await tx.$executeRawUnsafe(
    `SELECT count(*) FROM (SELECT 1 FROM member t WHERE EXISTS (
       SELECT 1 FROM ${staged('members')} s WHERE s.there = t.id AND s.hash IS DISTINCT FROM t.source_hash)
     ORDER BY id FOR NO KEY UPDATE) locked`,
  );
  await tx.$executeRawUnsafe(
    `CREATE TEMP TABLE ${MEMBER_CHANGES} (at int, id uuid, email text, by_hand boolean, wanted role[], roles role[],
       roles_before role[], department text, department_before text) ON COMMIT DROP`,
  );
  await tx.$executeRawUnsafe(
    `INSERT INTO ${MEMBER_CHANGES}
     SELECT at, id, email, by_hand, wanted,
       CASE WHEN by_hand THEN roles_before
         ELSE ARRAY(SELECT DISTINCT unnest(wanted || kept) ORDER BY 1) END,
       roles_before, department, department_before
     FROM (
       SELECT s.at, t.id, t.email, s.roles::role[] AS wanted, t.roles AS roles_before, s.department,
         t.department AS department_before,
         EXISTS (SELECT 1 FROM audit_event a WHERE a.subject_type = 'member' AND a.subject_id = t.id::text
           AND a.action = 'member.set' AND a.details -> 'roles' IS NOT NULL) AS by_hand,
         CASE WHEN t.source_hash IS NULL THEN t.roles
           WHEN t.email IN (SELECT json_array_elements_text($1::json)) THEN '{admin}'::role[]
           ELSE '{}'::role[] END AS kept
       FROM ${staged('members')} s JOIN member t ON t.id = s.there
       WHERE t.source_hash IS DISTINCT FROM s.hash) changed`,
    JSON.stringify(admins),
  );
  const kept = await tx.$queryRawUnsafe<{ email: string }[]>(
    `SELECT email FROM ${MEMBER_CHANGES} WHERE by_hand AND NOT (wanted @> roles AND roles @> wanted) ORDER BY at`,
  );
  return kept.map(({ email }) => ({ kind: 'roles-set-by-hand', subject: email }));
};

interface MemberChange {
  readonly id: string;
  readonly roles: Role[];
  readonly roles_before: Role[];
  readonly department: string;
  readonly department_before: string;
}

/** Puts every member on record whose roles or department this import changed. */
export const recordMembers = async (tx: Transaction): Promise<void> => {
  const changes = await tx.$queryRawUnsafe<MemberChange[]>(
    `SELECT id, roles::text[], roles_before::text[], department, department_before FROM ${MEMBER_CHANGES}
     WHERE department <> department_before OR NOT (roles @> roles_before AND roles_before @> roles) ORDER BY at`,
  );
  for (const { id, roles, roles_before, department, department_before } of changes) {
    await recordAudit(tx, {
      actor: system('import'),
      action: 'member.imported',
      outcome: 'done',
      subjectType: 'member',
      subjectId: id,
      details: { roles, department, before: { roles: roles_before, department: department_before } },
    });
  }
};
