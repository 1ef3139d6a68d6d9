import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '#config/load-config.ts';
import { groups, people } from '../../../sandbox/people.ts';
import { shopConfig } from '../../../sandbox/shop/shop-config.ts';

it('writes a fairlead.yml with the shop at its addresses', () => {
  const config = parse(shopConfig({ remote: 'file:///srv/shop.git', platformUrl: 'http://127.0.0.1:4000' }));
  expect(config.projects.shop.repository).toEqual({ url: 'file:///srv/shop.git', branch: 'main' });
  expect(config.projects.shop.services.frontend).toMatchObject({
    needs: ['api'],
    deployer: { kind: 'http', url: 'http://127.0.0.1:4000' },
    health: { url: 'http://127.0.0.1:4000/{environment}/frontend/healthz', count: 3, interval: '1s' },
  });
  expect(config.projects.shop.environments.map(({ name }: { name: string }) => name)).toEqual([
    'staging',
    'production',
  ]);
});

it.each([
  ['its own figures', {}, 'json'],
  ['a Prometheus', { prometheusUrl: 'http://127.0.0.1:9090' }, 'prometheus'],
])('writes a configuration that Fairlead takes without a warning, judged by %s', (_what, more, kind) => {
  const text = shopConfig({ remote: 'file:///srv/shop.git', platformUrl: 'http://127.0.0.1:4000', ...more });
  const known = { strategies: ['sequential'], isVersionFile: () => true, versionFileNames: [] };
  const { file, warnings } = parseConfig('fairlead.yml', text, known);
  expect(warnings).toEqual([]);
  expect(file.projects.shop).toMatchObject({
    monitors: { customers: { kind } },
    channel: 'C0RELEASES',
    managers: ['release-manager', 'incident-commander', 'tech-lead'],
  });
});

it('names only people and groups that the workspace has', () => {
  const { roles } = parse(shopConfig({ remote: 'x', platformUrl: 'y' })) as {
    roles: Record<string, { users?: string[]; groups?: string[] }>;
  };
  const named = Object.values(roles).flatMap(({ users = [], groups: inRole = [] }) => [...users, ...inRole]);
  const known = new Set([...people, ...groups].map(({ id }) => id));
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

it('says the same of groups in both lists of the seed', () => {
  for (const person of people) {
    const memberships = groups.filter(({ users }) => users.includes(person.id)).map(({ id }) => id);
    expect([...person.groups].sort()).toEqual(memberships.sort());
  }
});
