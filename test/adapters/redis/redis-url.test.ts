import { describe, expect, it } from 'vitest';
import { parseRedisUrl } from '#adapters/redis/redis-url.ts';

describe('an address of Redis', () => {
  it.each([
    ['redis://localhost', { nodes: null, node: { host: 'localhost', port: 6379, db: 0 }, credentials: {} }],
    ['redis://10.0.0.1:6380/2', { nodes: null, node: { host: '10.0.0.1', port: 6380, db: 2 }, credentials: {} }],
    ['redis://[::1]:7000/', { nodes: null, node: { host: '::1', port: 7000, db: 0 }, credentials: {} }],
    [
      'rediss://fairlead:p%40ss%3A@cache.example.com:6379',
      {
        nodes: null,
        node: { host: 'cache.example.com', port: 6379, db: 0 },
        credentials: { username: 'fairlead', password: 'p@ss:', tls: {} },
      },
    ],
    [
      'redis-cluster://:secret@a:7001,b:7002',
      {
        nodes: [
          { host: 'a', port: 7001 },
          { host: 'b', port: 7002 },
        ],
        node: { host: 'a', port: 7001, db: 0 },
        credentials: { password: 'secret' },
      },
    ],
    [
      'rediss-cluster://a:7001',
      { nodes: [{ host: 'a', port: 7001 }], node: { host: 'a', port: 7001, db: 0 }, credentials: { tls: {} } },
    ],
  ])('%s is understood', (url, address) => {
    expect(parseRedisUrl(url)).toEqual(address);
  });

  it.each([
    '',
    'localhost:6379',
    'http://localhost:6379',
    'redis://',
    'redis://:secret@',
    'redis://host:99999',
    'redis://host:0',
    'redis://host:port',
    'redis://a:1,b:2',
    'redis-cluster://a:1,,b:2',
    'redis-cluster://a:1/3',
    'redis://:%E0%A4%A@host',
    'redis://host/db',
  ])('"%s" is refused', (url) => {
    expect(() => parseRedisUrl(url)).toThrow(expect.objectContaining({ code: 'ENVIRONMENT_INVALID', fault: 'user' }));
  });

  it('is never repeated in a refusal, since it may hold a password', () => {
    expect(() => parseRedisUrl('redis://:secret@host:port')).toThrow(/^((?!secret|host:port).)*$/);
  });
});
