import { expect, it } from 'vitest';
import { checkHaproxySides } from '#config/check-haproxy-sides.ts';
import { HaproxyConfig, PlannedDeployer } from '#domain/project/deployer-config.ts';

const command = { kind: 'command', deploy: ['./blue', '{version}'], status: ['./blue'], remove: ['./blue', 'off'] };
const good = {
  kind: 'haproxy',
  addresses: ['/run/haproxy/{environment}.sock', 'lb-2.example:9999', '[::1]:9999'],
  blue: { servers: ['{service}-1'], deployer: command },
  green: { servers: ['{service}-2'], deployer: { kind: 'http', url: 'https://deploy.example/green' } },
};

function findings(changed: object): readonly string[] {
  const config = HaproxyConfig.parse({ ...good, ...changed });
  return checkHaproxySides(['deployer'], config).map(({ message, path }) => `${path.join('.')}: ${message}`);
}

it('accepts two sides that are told apart', () => {
  expect(findings({})).toEqual([]);
});

it.each([
  [
    'share a server',
    { green: { ...good.green, servers: ['x', '{service}-1'] } },
    ['deployer.green.servers.1: "{service}-1" is a server of blue, too'],
  ],
  [
    'have one deployer',
    { green: { ...good.green, deployer: command } },
    ['deployer.green.deployer: expected another deployer than that of blue: each side has a version of its own'],
  ],
  [
    'cannot tell what runs or end it',
    { blue: { ...good.blue, deployer: { kind: 'command', deploy: ['./blue', '{version}'] } } },
    [
      'deployer.blue.deployer: expected the key status as well, by which is told what runs on this side',
      'deployer.blue.deployer: expected the key remove as well, by which this side is taken away',
    ],
  ],
])('refuses two sides that %s', (_what, changed, expected) => {
  expect(findings(changed)).toEqual(expected);
});

it.each([
  ['a server whose name ends a command', { blue: { ...good.blue, servers: ['a;shutdown sessions server api/b'] } }],
  ['a backend with a slash', { backend: 'api/b' }],
  ['an address without a port', { addresses: ['lb-2.example'] }],
  ['no address', { addresses: [] }],
  ['a side without servers', { blue: { ...good.blue, servers: [] } }],
  ['a side that is deployed to by another HAProxy', { blue: { ...good.blue, deployer: good } }],
])('refuses %s', (_what, changed) => {
  expect(HaproxyConfig.safeParse({ ...good, ...changed }).success).toBe(false);
});

it('keeps every duration as milliseconds in a plan', () => {
  const config = HaproxyConfig.parse({ ...good, drain: '10s', timeout: '5m' });
  expect(PlannedDeployer.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);
});
