import { Failure } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { checkRedis } from './check-redis.js';
import type { RedisClient } from './connect-to-redis.js';
import type { RedisAddress } from './redis-address.js';

/** What was found when the server was looked at last. */
export interface RedisWatch {
  /** Throws what `checkRedis` throws of it; answers its remark. What was wrong is looked at again first. */
  fitness(): Promise<string | undefined>;
}

/**
 * Looks at the server now, and again whenever one is connected: it may be another, or the same with another role and
 * other settings. Throws what `checkRedis` throws the first time; later that is kept, and logged once a change.
 */
export const watchRedis = async (
  client: RedisClient,
  kind: RedisAddress['kind'],
  log: Log,
): Promise<RedisWatch> => {
  let remark: string | undefined;
  let unfit: Failure | undefined;
  const look = async (): Promise<void> => {
    const found = await checkRedis(client, kind);
    if (unfit !== undefined) log.info('Redis can carry the queue again');
    if (found !== undefined && found !== remark) log.warn(found);
    [remark, unfit] = [found, undefined];
  };
  await look();
  const lookAgain = (): Promise<void> =>
    look().catch((thrown: unknown) => {
      // One that went away again is told of as lost, and looked at when it is back.
      if (!(thrown instanceof Failure)) return;
      if (thrown.message !== unfit?.message) {
        log.error({ err: thrown }, 'the Redis that is there now cannot carry the queue');
      }
      unfit = thrown;
    });
  client.on('ready', () => void lookAgain());
  return {
    async fitness() {
      // A replica is promoted, and a setting put right, without a new connection.
      if (unfit !== undefined || remark !== undefined) await lookAgain();
      if (unfit !== undefined) throw unfit;
      return remark;
    },
  };
};
