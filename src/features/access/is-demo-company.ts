import type { Database } from '../../platform/db/client.js';
import { readWorkspace } from './workspace-store.js';

/** Whether the company is the demo, which may be thrown away, and not somebody's own. */
export const isDemoCompany = async (db: Database): Promise<boolean> => (await readWorkspace(db)).demo;
