import type { Database } from '../../platform/db/client.js';
import { readWorkspace } from './workspace-store.js';

/** Whether no workspace has joined this company yet: what one shows of orders is then about another company. */
export const isUnjoined = async (db: Database): Promise<boolean> =>
  (await readWorkspace(db)).slackTeamId === null;
