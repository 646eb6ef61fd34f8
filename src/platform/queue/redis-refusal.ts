import { asError, Failure } from '../../kernel/errors.js';
import type { RedisAddress } from './redis-address.js';

interface Refusal {
  readonly says: RegExp;
  /** Only of an address of this kind: to another the same words mean something else. */
  readonly kind?: RedisAddress['kind'];
  readonly code: string;
  readonly message: string;
}

/** What Redis answers when it is there and REDIS_URL is wrong: no later try can succeed. */
const REFUSALS: readonly Refusal[] = [
  {
    says: /\b(WRONGPASS|NOAUTH|NOPERM|ERR invalid password)\b/,
    code: 'redis-refused',
    message: 'Redis refuses the user or password. Correct REDIS_URL.',
  },
  {
    says: /DB index is out of range/,
    code: 'redis-no-such-database',
    message: 'Redis has no database of that number. Correct the end of REDIS_URL.',
  },
  {
    says: /cluster support disabled/,
    kind: 'cluster',
    code: 'redis-is-no-cluster',
    message:
      'This Redis is no Cluster: write redis:// (or rediss://) instead of redis-cluster:// in REDIS_URL.',
  },
  {
    says: /unknown command/,
    kind: 'sentinel',
    code: 'redis-is-no-sentinel',
    message: 'What REDIS_URL names are no Sentinels: write redis:// (or rediss://) for one server.',
  },
];

/** The failure for what a client says that could not connect, wherever in the chain of errors it is told; else undefined. */
export const redisRefusal = (error: Error, kind: RedisAddress['kind']): Failure | undefined => {
  const told = [error, 'lastNodeError' in error ? asError(error.lastNodeError) : undefined].map(
    (one) => one?.message ?? '',
  );
  const refusal = REFUSALS.find(
    (known) => (known.kind ?? kind) === kind && told.some((message) => known.says.test(message)),
  );
  if (refusal === undefined) return undefined;
  return new Failure(refusal.code, refusal.message, { retryable: false, cause: error });
};
