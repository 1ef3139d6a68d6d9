import { expect, it } from 'vitest';
import { problemsIn, sampleYaml } from './sample.ts';

const withPaths = sampleYaml
  .replace('      database:\n', '      database:\n        path: db\n')
  .replace('      api:\n', '      api:\n        path: services/api\n');

const versioned = (text: string, of = withPaths): string =>
  of.replace('defaults:\n', `    versioning:\n${text}\ndefaults:\n`);
const group = '{ services: [api, database], changelog: CHANGELOG.md }';

it.each([
  ['one version over all', '      scheme: unified'],
  ['a version for each service', '      scheme: independent'],
  ['a linked group', `      scheme: independent\n      groups: { core: ${group} }`],
  ['rules for 0.y.z', '      initialDevelopment: { breaking: major, feature: patch }'],
])('accepts %s', (_what, text) => {
  expect(problemsIn(versioned(text))).toEqual([]);
});

it.each([
  [
    'groups where every service shares the version',
    versioned(`      groups: { core: ${group} }`),
    'versioning.groups.core: every service shares the version already; groups need scheme: independent',
  ],
  [
    'a service without a folder to tell its commits by',
    versioned('      scheme: independent', sampleYaml),
    'services.api: a version of its own needs the path of the service',
  ],
  [
    'an unknown service in a group',
    versioned(
      '      scheme: independent\n      groups: { core: { services: [api, databse], changelog: CHANGELOG.md } }',
    ),
    'versioning.groups.core.services[1]: unknown service "databse"; did you mean "database"?',
  ],
  [
    'a service in two groups',
    versioned(
      `      scheme: independent\n      groups: { core: ${group}, more: { services: [api, database], changelog: MORE.md } }`,
    ),
    'versioning.groups.more.services[0]: "api" is in the group "core" already',
  ],
  [
    'a group that is called as a service',
    versioned(`      scheme: independent\n      groups: { api: ${group} }`),
    'versioning.groups.api: a service is called "api", too; their tags would be the same',
  ],
  [
    'two services with the same changelog',
    versioned(
      '      scheme: independent',
      withPaths.replaceAll(/path: (db|services\/api)\n/g, 'path: $1\n        changelog: NEWS.md\n'),
    ),
    'services.api: api and database have the same changelog, NEWS.md',
  ],
  [
    'a tag without the service in it',
    versioned('      scheme: independent\n      tag: "v{version}"'),
    'versioning.tag: expected a tag that holds {service} and {version}, such as {service}@{version}',
  ],
])('refuses %s', (_what, text, problem) => {
  expect(problemsIn(text).some((line) => line.endsWith(`projects.shop.${problem}`))).toBe(true);
});
