import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureAdmins } from '../../../src/features/access/ensure-admins.js';
import { setMember } from '../../../src/features/access/set-member.js';
import { importFolder } from '../../../src/features/import/import-folder.js';
import { system } from '../../../src/kernel/actor.js';
import { type Database, openDatabase } from '../../../src/platform/db/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { withFolder } from '../../support/import-folder-files.js';

const BOSS = 'boss@x.example';
const SUE = 'sue@x.example';

let own: TestDatabase;
let db: Database;

beforeEach(async () => {
  own = await createTestDatabase();
  db = openDatabase({ url: own.url, poolSize: 4, onError: () => undefined });
});
afterEach(async () => {
  await db.close();
  await own.drop();
});

const importMembers = (...rows: string[]) =>
  withFolder({ 'members.csv': ['email,name,department,roles', ...rows, ''].join('\n') }, (folder) =>
    importFolder(db, { folder, admins: [BOSS] }),
  );
const rolesOf = async (email: string) =>
  (await db.prisma.member.findUniqueOrThrow({ where: { email } })).roles;
const changesOnRecord = async () =>
  (
    await db.prisma.auditEvent.findMany({
      where: { action: 'member.imported' },
      orderBy: { id: 'asc' },
      select: { actor: true, subjectId: true, details: true },
    })
  ).map(({ actor, subjectId, details }) => [actor, subjectId, details]);

describe('importing a changed member', () => {
  it('gives the roles of the file, and puts each member whose roles or department changed on record', async () => {
    await importMembers(`${SUE},Sue,Sales,sales;manager`, 'bob@x.example,Bob,Sales,sales');
    expect(await changesOnRecord()).toEqual([]);
    await importMembers(`${SUE},Sue,Export,finance`, 'bob@x.example,Robert,Sales,sales');
    expect(await rolesOf(SUE)).toEqual(['finance']);
    const { id } = await db.prisma.member.findUniqueOrThrow({ where: { email: SUE } });
    expect(await changesOnRecord()).toEqual([
      [
        'import',
        id,
        {
          roles: ['finance'],
          department: 'Export',
          before: { roles: ['sales', 'manager'], department: 'Sales' },
        },
      ],
    ]);
    await importMembers(`${SUE},Sue,Export,finance`, 'bob@x.example,Robert,Sales,sales');
    expect(await changesOnRecord()).toHaveLength(1);
  });

  it('leaves whom the configuration names an admin, however often the file changes', async () => {
    await importMembers(`${BOSS},Boss,Board,manager`);
    await ensureAdmins(db, [BOSS]);
    for (const roles of ['finance', 'manager;finance']) {
      expect(await importMembers(`${BOSS},Boss,Board,${roles}`)).toMatchObject({ value: { warnings: [] } });
      expect(await rolesOf(BOSS)).toEqual([...roles.split(';'), 'admin']);
    }
  });

  it('leaves the roles that were set by hand, given or taken, and says so', async () => {
    await importMembers(`${SUE},Sue,Sales,sales;manager`);
    await setMember(db, system('command-line'), { email: SUE, roles: ['finance'] });
    expect(await importMembers(`${SUE},Sue,Export,sales;manager`)).toMatchObject({
      ok: true,
      value: { files: [{ updated: 1 }], warnings: [{ kind: 'roles-set-by-hand', subject: SUE }] },
    });
    expect(await db.prisma.member.findUniqueOrThrow({ where: { email: SUE } })).toMatchObject({
      roles: ['finance'],
      department: 'Export',
    });
    // Where the file says the same there is nothing to say.
    expect(await importMembers(`${SUE},Sue,Sales,finance`)).toMatchObject({ value: { warnings: [] } });
  });

  it('takes the roles of the file where only something else was set by hand', async () => {
    await importMembers(`${SUE},Sue,Sales,sales`);
    await setMember(db, system('command-line'), { email: SUE, active: false });
    expect(await importMembers(`${SUE},Sue,Sales,manager`)).toMatchObject({ value: { warnings: [] } });
    expect(await db.prisma.member.findUniqueOrThrow({ where: { email: SUE } })).toMatchObject({
      roles: ['manager'],
      active: false,
    });
  });
});
