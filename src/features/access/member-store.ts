import type { Role } from '../../kernel/actor.js';
import type { Database } from '../../platform/db/client.js';
import type { Member } from '../../platform/db/generated/client.js';
import type { Transaction } from '../../platform/db/in-transaction.js';
import type { KnownMember } from './known-member.js';

type Reader = Transaction | Database['prisma'];

const known = (row: Member): KnownMember => ({
  kind: 'member',
  memberId: row.id,
  name: row.name,
  department: row.department,
  roles: row.roles,
  active: row.active,
  email: row.email,
  slackUserId: row.slackUserId,
  locale: row.locale,
  timezone: row.timezone,
});

const knownOrNull = (row: Member | null): KnownMember | null => (row === null ? null : known(row));

export const memberById = async (db: Reader, id: string): Promise<KnownMember | null> =>
  knownOrNull(await db.member.findUnique({ where: { id } }));

export const memberByEmail = async (db: Reader, email: string): Promise<KnownMember | null> =>
  knownOrNull(await db.member.findUnique({ where: { email: email.trim().toLowerCase() } }));

export const memberBySlackUser = async (
  db: Reader,
  slackTeamId: string,
  slackUserId: string,
): Promise<KnownMember | null> =>
  knownOrNull(
    await db.member.findUnique({ where: { slackTeamId_slackUserId: { slackTeamId, slackUserId } } }),
  );

/**
 * The members that are this one's person: itself, and whoever was ever bound to a Slack account that it was bound to. An
 * address that changes in Slack parts the account from one member and may bind it to another; the person stays one (A1).
 */
export const membersOfOnePerson = (db: Reader, memberId: string): Promise<string[]> =>
  membersOfPeople(db, [memberId]);

/** The same for several: all members that are one of these people. */
export const membersOfPeople = async (db: Reader, memberIds: readonly string[]): Promise<string[]> => {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT one AS id FROM unnest(${memberIds}::uuid[]) AS whose, countermand_one_person(whose) AS one`;
  return rows.map(({ id }) => id);
};

export const listMembers = async (db: Reader): Promise<KnownMember[]> =>
  (await db.member.findMany({ orderBy: { email: 'asc' } })).map(known);

/** The member with that address, whom nobody else changes until the transaction ends. */
export const lockMemberByEmail = async (tx: Transaction, email: string): Promise<KnownMember | null> => {
  const address = email.trim().toLowerCase();
  await tx.$queryRaw`SELECT id FROM member WHERE email = ${address} FOR NO KEY UPDATE`;
  return memberByEmail(tx, address);
};

/** Whether anybody is in this department. */
export const isDepartment = async (tx: Transaction, department: string): Promise<boolean> =>
  (await tx.member.findFirst({ where: { department }, select: { id: true } })) !== null;

/** A Slack user, as members are bound to one. */
export interface SlackBinding {
  readonly slackTeamId: string;
  readonly slackUserId: string;
}

/** Binds a member who is active and not bound yet; answers whether that was so. */
export const bindMember = async (
  tx: Transaction,
  member: SlackBinding & { readonly memberId: string },
): Promise<boolean> => {
  const { memberId: id, ...slack } = member;
  const { count } = await tx.member.updateMany({
    where: { id, slackUserId: null, active: true },
    data: slack,
  });
  return count === 1;
};

/** Unbinds a member; answers whom from, null when they were not bound. */
export const unbindMember = async (tx: Transaction, memberId: string): Promise<SlackBinding | null> => {
  const [bound] = await tx.$queryRaw<SlackBinding[]>`
    SELECT slack_team_id AS "slackTeamId", slack_user_id AS "slackUserId" FROM member
    WHERE id = ${memberId}::uuid AND slack_user_id IS NOT NULL FOR NO KEY UPDATE`;
  if (bound === undefined) return null;
  await tx.member.updateMany({ where: { id: memberId }, data: { slackTeamId: null, slackUserId: null } });
  return bound;
};

export const rememberLocale = async (
  db: Reader,
  member: { memberId: string; locale: string; timezone: string },
): Promise<void> => {
  const { memberId: id, ...data } = member;
  await db.member.updateMany({ where: { id }, data });
};

/** Creates or changes a member; what is undefined stays as it is. */
export const writeMember = async (
  db: Reader,
  member: {
    email: string;
    name?: string | undefined;
    department?: string | undefined;
    roles?: readonly Role[] | undefined;
    active?: boolean | undefined;
  },
): Promise<KnownMember> => {
  const email = member.email.trim().toLowerCase();
  const change = {
    ...(member.name === undefined ? {} : { name: member.name }),
    ...(member.department === undefined ? {} : { department: member.department }),
    ...(member.roles === undefined ? {} : { roles: [...member.roles] }),
    ...(member.active === undefined ? {} : { active: member.active }),
  };
  return known(
    await db.member.upsert({
      where: { email },
      create: { email, name: email, department: '', roles: [], ...change },
      update: change,
    }),
  );
};

/** Active members with a role, those of one department first asked for alone. */
export const activeMembersWithRole = async (
  db: Reader,
  role: Role,
  where: { department?: string; except: readonly string[] },
): Promise<KnownMember[]> =>
  (
    await db.member.findMany({
      where: {
        active: true,
        roles: { has: role },
        id: { notIn: [...where.except] },
        ...(where.department === undefined ? {} : { department: where.department }),
      },
      orderBy: { email: 'asc' },
    })
  ).map(known);

/**
 * The people who hold each of these roles with a member that is active, without the person whom `except` is: one id for
 * all members of one person, so that they count once.
 */
export const peopleWithRole = async <R extends Role>(
  db: Reader,
  roles: readonly R[],
  { except }: { readonly except: string },
): Promise<Readonly<Record<R, readonly string[]>>> => {
  const rows = await db.$queryRaw<{ role: Role; person: string }[]>`
    SELECT DISTINCT role::text AS role, whole.person
    FROM member m CROSS JOIN unnest(m.roles) AS role
    CROSS JOIN LATERAL (SELECT min(one::text) AS person FROM countermand_one_person(m.id) AS one) AS whole
    WHERE m.active AND role::text = ANY(${[...roles]})
      AND m.id NOT IN (SELECT countermand_one_person(${except}::uuid))
    ORDER BY person`;
  const of = (role: R) => rows.filter((row) => row.role === role).map(({ person }) => person);
  // Safe: the entries are those of `roles`, which are all of R.
  return Object.fromEntries(roles.map((role) => [role, of(role)])) as unknown as Record<R, string[]>;
};

/** Names of members by id. */
export const namesOf = async (db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.member.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row.name]));
};
