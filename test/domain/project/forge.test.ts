import { expect, it } from 'vitest';
import { Forge } from '#domain/project/forge.ts';

it.each([
  { kind: 'github', repository: 'octo/shop', discussionCategory: 'Releases', generatedNotes: true },
  { kind: 'gitlab', repository: 'group/sub/shop', assets: ['dist/shop-{version}.tgz', '**/*.json'] },
])('takes %j', (settings) => {
  expect(Forge.parse(settings)).toMatchObject(settings);
});

it.each([
  ['a path of three on GitHub', { kind: 'github', repository: 'a/b/c' }, ['repository']],
  ['one name on GitLab', { kind: 'gitlab', repository: 'shop' }, ['repository']],
  ['generated notes on GitLab', { kind: 'gitlab', repository: 'a/b', generatedNotes: true }, ['kind']],
  ['a flag for the latest release on GitLab', { kind: 'gitlab', repository: 'a/b', latest: 'never' }, ['kind']],
  ['a discussion on GitLab', { kind: 'gitlab', repository: 'a/b', discussionCategory: 'x' }, ['kind']],
  ['another forge', { kind: 'gitea', repository: 'a/b' }, ['kind']],
  ['files outside the repository', { kind: 'github', repository: 'a/b', assets: ['../x'] }, ['assets', 0]],
  ['a placeholder nobody fills in', { kind: 'github', repository: 'a/b', assets: ['{verson}.tgz'] }, ['assets', 0]],
  ['files by an absolute path', { kind: 'github', repository: 'a/b', assets: ['/etc/passwd'] }, ['assets', 0]],
])('refuses %s', (_what, settings, path) => {
  expect(Forge.safeParse(settings).error?.issues.map((issue) => issue.path)).toEqual([path]);
});
