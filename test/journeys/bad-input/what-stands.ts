import type { Database } from '../../../src/platform/db/client.js';

/** A hash of every table by its name, over all rows in any order. */
export type Fingerprint = Readonly<Record<string, string>>;

const LOOKED: Readonly<Record<string, readonly string[]>> = {
  member: ['slack_team_id', 'slack_user_id', 'locale', 'timezone', 'updated_at'],
  delivery: ['next_attempt_at'],
};

/** Written by looking, and nothing else: under which Slack accounts a member was known. */
const LOOKED_ONLY = new Set(['member_account']);

/**
 * Everything that the database holds, to compare before and after. Left out is what looking itself may write: which Slack
 * account a member has and its locale (K3), when a message was last drawn again, and the audit's rows
 * of these and of refusals, which have to be there (C5).
 */
export const whatStands = async ({ prisma }: Database): Promise<Fingerprint> => {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\_prisma%' ORDER BY 1`;
  const hashes = await Promise.all(
    tables
      .filter(({ name }) => !LOOKED_ONLY.has(name))
      .map(async ({ name }) => {
        const which =
          name === 'audit_event'
            ? `WHERE outcome <> 'refused' AND (actor, subject_type) <> ('slack', 'member')`
            : '';
        const row = `(to_jsonb(t) - ARRAY[${(LOOKED[name] ?? []).map((column) => `'${column}'`).join()}]::text[])::text`;
        // Names of tables come from the catalogue, not from anybody's hand.
        const [found] = await prisma.$queryRawUnsafe<{ hash: string }[]>(
          `SELECT count(*) || ' ' || md5(coalesce(string_agg(md5(${row}), '' ORDER BY md5(${row})), '')) AS hash
         FROM "${name}" t ${which}`,
        );
        return [name, found?.hash ?? ''] as const;
      }),
  );
  return Object.fromEntries(hashes);
};
