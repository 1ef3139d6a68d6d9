import { expect, it } from 'vitest';
import { createForges } from '#adapters/forges.ts';
import { GithubServer } from './github/github-server.ts';
import { GitlabServer } from './gitlab/gitlab-server.ts';

it('goes to the forge of the kind asked for', async () => {
  const github = await new GithubServer().start();
  const gitlab = await new GitlabServer().start();
  const forges = createForges({
    github: { token: 'good', apiUrl: github.url },
    gitlab: { token: 'good', url: gitlab.url },
  });
  expect(await forges.of({ kind: 'github', repository: 'shop/shop' }).findRelease('v1.0.0')).toBeNull();
  expect([github.calls.length, gitlab.calls.length]).toEqual([1, 0]);
  expect(await forges.of({ kind: 'gitlab', repository: 'group/sub/shop' }).findRelease('v1.0.0')).toBeNull();
  expect([github.calls.length, gitlab.calls.length]).toEqual([1, 1]);
});

it('says by the first call that a repository is misnamed', async () => {
  const forges = createForges({
    github: { token: undefined, apiUrl: 'http://127.0.0.1:9' },
    gitlab: { token: undefined, url: 'http://127.0.0.1:9' },
  });
  await expect(forges.of({ kind: 'github', repository: 'shop' }).check()).rejects.toMatchObject({
    code: 'FORGE_FAILED',
    message: 'shop is not owner/name. Correct it in fairlead.yml.',
  });
});
