import type { Database } from '../../platform/db/client.js';
import { type Channel, readChannel } from './channel-store.js';
import { CHANNEL_PURPOSES } from './messages.js';

export type { Channel };

/** The channel of each purpose, as chosen, or by the name it has until then. */
export const readChannels = (db: Database): Promise<Channel[]> =>
  Promise.all(CHANNEL_PURPOSES.map((purpose) => readChannel(db.prisma, purpose)));
