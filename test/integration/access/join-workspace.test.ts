import { afterAll, beforeAll, expect, it } from 'vitest';
import { joinWorkspace } from '../../../src/features/access/join-workspace.js';
import { type Desk, openDesk } from '../../support/desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const join = (teamId: string, sandbox: boolean) => joinWorkspace(desk.db, { teamId, sandbox });

it('a database serves one workspace for good, and the demo company none that is real', async () => {
  await join('T1', true);
  await join('T1', false);
  await expect(join('T2', true)).rejects.toMatchObject({ code: 'other-workspace' });
  await expect(join('T2', false)).rejects.toMatchObject({ code: 'other-workspace' });
  await desk.db.prisma.workspace.update({ where: { id: 1 }, data: { demo: true } });
  await join('T1', true);
  await expect(join('T1', false)).rejects.toMatchObject({ code: 'demo-database' });
});
