import { describe, expect, it } from 'vitest';
import { projectOfUnit, releaseUnits, unitOf } from '#domain/version/release-unit.ts';
import { aProject } from '../../support/a-release.ts';

const deployer = { kind: 'http', url: 'http://127.0.0.1:4100' };
const services = {
  api: { path: 'services/api', versionFiles: ['services/api/package.json'], deployer },
  web: { path: 'services/web', tag: 'web-{version}', changelog: 'docs/WEB.md', deployer },
  worker: { path: 'services/worker', versionFiles: ['services/worker/VERSION'], deployer },
};
const groups = { core: { services: ['api', 'worker'], changelog: 'CORE.md' } };

const unified = aProject({ versionFiles: ['package.json'] });
const independent = aProject({ services, versioning: { scheme: 'independent' } });
const linked = aProject({ services, versioning: { scheme: 'independent', groups } });

describe('releaseUnits', () => {
  it('is the whole project where the version is one', () => {
    expect(releaseUnits(unified)).toEqual([
      {
        name: null,
        services: ['api', 'web', 'worker'],
        tag: 'v{version}',
        formerTags: [],
        changelog: 'CHANGELOG.md',
        versionFiles: ['package.json'],
      },
    ]);
  });

  it('is each service with its own tag, changelog and version files where versions are independent', () => {
    expect(releaseUnits(independent)).toMatchObject([
      { name: 'api', tag: 'api@{version}', formerTags: ['v{version}'], changelog: 'services/api/CHANGELOG.md' },
      { name: 'web', tag: 'web-{version}', changelog: 'docs/WEB.md', versionFiles: [] },
      { name: 'worker', tag: 'worker@{version}', versionFiles: ['services/worker/VERSION'] },
    ]);
  });

  it('is a linked group under its name, and the others alone', () => {
    expect(releaseUnits(linked)).toMatchObject([
      {
        name: 'core',
        services: ['api', 'worker'],
        tag: 'core@{version}',
        formerTags: ['api@{version}', 'worker@{version}', 'v{version}'],
        changelog: 'CORE.md',
        versionFiles: ['services/api/package.json', 'services/worker/VERSION'],
      },
      { name: 'web' },
    ]);
  });
});

describe('unitOf', () => {
  it.each([
    [unified, null, null],
    [unified, ['web'], null],
    [independent, ['api'], 'api'],
    [linked, ['worker'], 'core'],
    [linked, ['api', 'worker'], 'core'],
  ])('finds the one unit, case %#', (project, chosen, name) => {
    expect(unitOf(project, chosen)).toMatchObject({ kind: 'unit', unit: { name } });
  });

  it.each([
    [independent, ['api', 'web'], ['api', 'web']],
    [independent, null, ['api', 'web', 'worker']],
    [linked, ['api', 'web'], ['core', 'web']],
  ])('tells services that share no version apart, case %#', (project, chosen, names) => {
    const choice = unitOf(project, chosen);
    expect(choice.kind === 'spans' && choice.units.map(({ name }) => name)).toEqual(names);
  });
});

it('puts the tag, changelog and version files of the unit in place of those of the project', () => {
  const [core] = releaseUnits(linked);
  expect(core === undefined ? null : projectOfUnit(linked, core)).toMatchObject({
    tag: 'core@{version}',
    changelog: 'CORE.md',
    versionFiles: ['services/api/package.json', 'services/worker/VERSION'],
  });
});
