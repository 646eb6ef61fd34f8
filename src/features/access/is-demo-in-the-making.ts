import type { Database } from '../../platform/db/client.js';
import { readWorkspace } from './workspace-store.js';

/** Whether the company is a demo that no workspace has joined yet: it is being made, or its making broke off. */
export const isDemoInTheMaking = async (db: Database): Promise<boolean> => {
  const { demo, slackTeamId } = await readWorkspace(db);
  return demo && slackTeamId === null;
};
