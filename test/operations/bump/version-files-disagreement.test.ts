import { expect, it } from 'vitest';
import { versionFilesDisagreement } from '#operations/bump/version-files-disagreement.ts';
import { aMirror, aRemote } from '../../adapters/git/a-remote.ts';

function aShop(files: Readonly<Record<string, string>>) {
  const remote = aRemote();
  const sha = remote.commit('chore: set versions', files);
  const git = aMirror(remote.url);
  const entries = ['package.json', 'services/api/VERSION'];
  return (previous: string | null, next = '1.5.0') =>
    versionFilesDisagreement(git, { sha, files: entries, previous, next });
}

it('finds nothing when every file holds the version before', async () => {
  expect(await aShop({})('1.4.2')).toBeNull();
});

it('finds nothing when some files hold the next version already', async () => {
  expect(await aShop({ 'services/api/VERSION': '1.5.0\n' })('1.4.2')).toBeNull();
});

it('names the files that hold another version', async () => {
  expect(await aShop({ 'services/api/VERSION': '1.3.0\n' })('1.4.2')).toEqual({
    expected: '1.4.2',
    found: [{ path: 'services/api/VERSION', version: '1.3.0' }],
  });
});

it('names a file without a version, before a first release too', async () => {
  const found = [{ path: 'package.json', version: null }];
  expect(await aShop({ 'package.json': '{}\n' })('1.4.2')).toEqual({ expected: '1.4.2', found });
  expect(await aShop({ 'package.json': '{}\n' })(null)).toEqual({ expected: '1.5.0', found });
});

it('takes any version before a first release', async () => {
  expect(await aShop({ 'services/api/VERSION': '0.3.0\n' })(null)).toBeNull();
});
