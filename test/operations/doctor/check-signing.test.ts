import { expect, it } from 'vitest';
import { checkRepository } from '#operations/doctor/check-repository.ts';
import { aMirror, aRemote } from '../../adapters/git/a-remote.ts';
import { aGpgHome, anOpenPgpKey, anSshKey } from '../../adapters/git/real-keys.ts';
import { aProject } from '../../support/a-release.ts';

/** What the line about signing says, after the one that fetches. */
async function verdictOn(signing: Record<string, string> | undefined) {
  const remote = aRemote();
  const git = aMirror(remote.url);
  const project = aProject(signing === undefined ? {} : { signing });
  const checks = checkRepository(() => git, 'shop', project);
  await checks[0]?.run();
  const check = checks.find(({ name }) => name === 'git signing shop');
  const verdict = check === undefined ? null : await check.run();
  expect(remote.git('for-each-ref')).not.toContain('refs/tags/');
  return verdict;
}

it('is well where a tag can be signed with ssh or OpenPGP, and makes none', async () => {
  expect(await verdictOn({ ...anSshKey().sign })).toMatchObject({ says: 'This machine signs tags (ssh).' });
  const sign = anOpenPgpKey(aGpgHome(), 'fairlead@shop.example');
  expect(await verdictOn({ ...sign })).toMatchObject({ says: 'This machine signs tags (openpgp).' });
});

it('fails with what to do where the key is not on this machine', async () => {
  expect(await verdictOn({ format: 'ssh', key: '/nonexistent/key' })).toMatchObject({
    status: 'failed',
    says: expect.stringContaining('There is no ssh key at /nonexistent/key on this machine.'),
  });
});

it('says nothing where no key is configured', async () => {
  expect(await verdictOn(undefined)).toBeNull();
});
