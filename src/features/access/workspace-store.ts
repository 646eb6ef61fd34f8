import type { Database } from '../../platform/db/client.js';

export interface WorkspaceRow {
  readonly slackTeamId: string | null;
  readonly demo: boolean;
}

export const readWorkspace = async (db: Database): Promise<WorkspaceRow> =>
  (await db.prisma.workspace.findUnique({ where: { id: 1 }, select: { slackTeamId: true, demo: true } })) ?? {
    slackTeamId: null,
    demo: false,
  };

/** Remembers the workspace at the first start; answers the one remembered. */
export const rememberTeam = async (db: Database, slackTeamId: string): Promise<string> => {
  await db.prisma.workspace.updateMany({ where: { id: 1, slackTeamId: null }, data: { slackTeamId } });
  return (await readWorkspace(db)).slackTeamId ?? slackTeamId;
};
