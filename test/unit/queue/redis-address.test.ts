import { describe, expect, it } from 'vitest';
import { readRedisAddress } from '../../../src/platform/queue/redis-address.js';

const nothing = {
  username: undefined,
  password: undefined,
  database: 0,
  master: undefined,
  sentinelPassword: undefined,
};

describe('an address of Redis', () => {
  it('names one server, with or without all that belongs to it', () => {
    expect(readRedisAddress('redis://localhost')).toEqual({
      ...nothing,
      kind: 'single',
      tls: false,
      nodes: [{ host: 'localhost', port: 6379 }],
    });
    expect(readRedisAddress('rediss://desk:p%40ss:w@[::1]:6380/3')).toEqual({
      ...nothing,
      kind: 'single',
      tls: true,
      nodes: [{ host: '::1', port: 6380 }],
      username: 'desk',
      password: 'p@ss:w',
      database: 3,
    });
  });

  it('names Sentinels with their master, and nodes of a Cluster', () => {
    expect(
      readRedisAddress('redis-sentinel://:pw@s1.example.com,s2:26380/desk/2?sentinelPassword=x'),
    ).toEqual({
      ...nothing,
      kind: 'sentinel',
      tls: false,
      nodes: [
        { host: 's1.example.com', port: 26_379 },
        { host: 's2', port: 26_380 },
      ],
      password: 'pw',
      database: 2,
      master: 'desk',
      sentinelPassword: 'x',
    });
    expect(readRedisAddress('rediss-cluster://u:pw@c1:7000,c2:7001')).toMatchObject({
      kind: 'cluster',
      tls: true,
      nodes: [
        { host: 'c1', port: 7000 },
        { host: 'c2', port: 7001 },
      ],
      username: 'u',
    });
  });

  it.each([
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://a b',
    'redis://a/x',
    'redis://a:0',
    'redis-sentinel://a/m/1/2',
    'redis-cluster://a,,b',
    'redis://a?sentinelPassword=x',
  ])('is not %s', (url) => expect(readRedisAddress(url)).toBeUndefined());
});
