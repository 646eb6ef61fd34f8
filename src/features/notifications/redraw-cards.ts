import type { Transaction } from '../../platform/db/in-transaction.js';
import { touchRequest } from '../approvals/request-store.js';

/** Something that the messages about a request show has changed outside of it: they are to be drawn again. */
export const redrawCards = (tx: Transaction, requestId: string): Promise<void> => touchRequest(tx, requestId);
