import type { Database } from '../../platform/db/client.js';
import { doubtMessages } from './message-ref-store.js';

/**
 * The workspace has forgotten what was posted: the sweep looks for every message that is drawn again, posts anew those
 * by which somebody still has something to do, and forgets the others.
 */
export const doubtEveryMessage = ({ prisma }: Database): Promise<void> => doubtMessages(prisma);
