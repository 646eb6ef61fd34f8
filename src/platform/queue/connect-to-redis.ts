import { Cluster, Redis } from 'ioredis';
import type { RedisAddress } from './redis-address.js';

/** A connection to Redis, however many servers stand behind it. */
export type RedisClient = Redis | Cluster;

const LONGEST_PAUSE_MS = 3_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Connects, and connects again with growing pauses for as long as it is wanted. `patient`: commands wait for Redis
 * instead of failing at once. After a failover, a server that has become a replica is left for the new master.
 */
export const connectToRedis = (
  address: RedisAddress,
  { name, patient }: { readonly name: string; readonly patient: boolean },
): RedisClient => {
  const pause = (times: number): number => Math.min(LONGEST_PAUSE_MS, 50 * 2 ** times);
  const { kind, nodes, username, password, database: db, master, sentinelPassword } = address;
  const tls = address.tls ? {} : undefined;
  const options = {
    maxRetriesPerRequest: patient ? null : 1,
    connectionName: name,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectOnError: (error: Error): false | 2 => (error.message.startsWith('READONLY') ? 2 : false),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls === undefined ? {} : { tls }),
  };
  if (kind === 'cluster') {
    return new Cluster([...nodes], {
      redisOptions: options,
      enableOfflineQueue: patient,
      clusterRetryStrategy: pause,
      slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
      // A certificate names hosts: what the nodes call themselves must not be looked up first.
      ...(tls === undefined ? {} : { dnsLookup: (host, found) => found(null, host) }),
    });
  }
  if (kind === 'sentinel') {
    return new Redis({
      ...options,
      enableOfflineQueue: patient,
      db,
      retryStrategy: pause,
      sentinels: [...nodes],
      sentinelRetryStrategy: pause,
      ...(master === undefined ? {} : { name: master }),
      ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
      ...(tls === undefined ? {} : { enableTLSForSentinelMode: true, sentinelTLS: tls }),
    });
  }
  return new Redis({
    ...options,
    ...nodes[0],
    enableOfflineQueue: patient,
    db,
    retryStrategy: pause,
  });
};
