import { Failure } from '../../kernel/errors.js';
import type { RedisAddress } from './redis-address.js';

const OLDEST = [6, 2] as const;

/**
 * Whether this Redis can carry the queue. Throws `redis-too-old` or `redis-is-cluster` (neither passes by itself), or
 * `queue-unavailable` (retryable) for a replica, which takes no writes. Where keys may be evicted it answers a remark for
 * whoever runs it, and else nothing: what is owed stands in the database, so that work then comes late and is not lost.
 */
export const checkRedis = async (
  client: { info(): Promise<string> },
  kind: RedisAddress['kind'],
): Promise<string | undefined> => {
  const info = fieldsOf(await client.info());
  const version = info.redis_version ?? '';
  if (isTooOld(version)) {
    const oldest = OLDEST.join('.');
    throw new Failure('redis-too-old', `Redis is version ${version}; Countermand needs ${oldest} or newer.`, {
      retryable: false,
      details: { version, oldest },
    });
  }
  if (kind !== 'cluster' && info.cluster_enabled === '1') {
    throw new Failure(
      'redis-is-cluster',
      'REDIS_URL names a Redis Cluster: write redis-cluster:// (or rediss-cluster://) instead of redis://.',
      { retryable: false },
    );
  }
  if (kind !== 'cluster' && info.role === 'slave') {
    throw new Failure('queue-unavailable', 'Redis: this server is a replica and takes no writes', {
      retryable: true,
      details: { why: 'this Redis is a replica and takes no writes' },
    });
  }
  const policy = info.maxmemory_policy ?? 'noeviction';
  return policy === 'noeviction'
    ? undefined
    : `Redis may evict jobs (${policy}), and work may then come late: set maxmemory-policy noeviction there`;
};

/** The lines `name:value` of INFO. */
const fieldsOf = (info: string): Record<string, string | undefined> =>
  Object.fromEntries(
    info.split(/\r?\n/).flatMap((line) => {
      const [, name = '', value = ''] = /^([\w-]+):(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [[name, value]];
    }),
  );

/** What does not tell a version is compatible with Redis as far as it goes, and is tried. */
const isTooOld = (version: string): boolean => {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === '') return false;
  return Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
};
