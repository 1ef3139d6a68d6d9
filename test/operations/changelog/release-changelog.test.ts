import { describe, expect, it } from 'vitest';
import type { Project } from '#domain/project/project.ts';
import { createPropose } from '#operations/propose/propose.ts';
import type { Forge, Forges, PullRequest } from '#ports/forge.ts';
import { planned } from '#test/support/planned.ts';
import { aWish, aWorkshop, rel } from '../a-workshop.ts';

type Shop = ReturnType<typeof aWorkshop>;

/** The changelog of the plan that is proposed for the shop, whose project says this of its repository. */
async function changelogOf(shop: Shop, repository: Partial<Project['repository']>, forge: Partial<Forge> = {}) {
  shop.settings.project = {
    ...shop.settings.project,
    repository: { ...shop.settings.project.repository, ...repository },
  };
  const forges: Forges = { of: () => planned<Forge>('forge', forge) };
  const outcome = await createPropose({ ...shop.ports, forges })(aWish(1));
  if (outcome.kind !== 'proposed') throw new Error(JSON.stringify(outcome));
  return (await shop.releases.get(rel(1))).plan.changelog;
}

describe('the changelog of a release', () => {
  it('has no links where the repository has no pages', async () => {
    expect(await changelogOf(aWorkshop(), {})).not.toMatch(/https?:/);
  });

  it('links its entries and its heading where the pages are known', async () => {
    const changelog = await changelogOf(aWorkshop(), { links: { web: 'https://github.com/octo/shop' } });
    expect(changelog).toMatch(/^## \[1\.5\.0\] - 2026-11-21\n/);
    expect(changelog).toContain('- pay with a saved card ([');
    expect(changelog).toMatch(/\n\n\[1\.5\.0\]: https:\/\/github\.com\/octo\/shop\/compare\/v1\.4\.2\.\.\.v1\.5\.0\n$/);
  });

  it('sorts by the rules of the project and reads corrections in pull requests', async () => {
    const shop = aWorkshop({ changelogRules: { types: { perf: 'Performance' } } });
    const wrong = shop.remote.commit('feat: wrong words');
    const pullRequest: PullRequest = {
      number: 21,
      title: 'Faster',
      body: 'BEGIN_COMMIT_OVERRIDE\nperf: count faster\nEND_COMMIT_OVERRIDE',
      isBodyCut: false,
      labels: [],
      author: null,
      url: 'https://github.com/octo/shop/pull/21',
      mergedAt: 1,
      mergeCommit: wrong,
    };
    const pullRequestsOfCommits = async (shas: readonly string[]) =>
      new Map(shas.map((sha) => [sha, sha === wrong ? [pullRequest] : []]));
    const forge = {
      kind: 'github',
      repository: 'octo/shop',
      assets: [],
      latest: 'auto',
      generatedNotes: false,
    } as const;
    const changelog = await changelogOf(shop, { forge: { ...forge, assets: [] } }, { pullRequestsOfCommits });
    expect(changelog).toContain('### Performance\n\n- count faster (');
    expect(changelog).not.toContain('wrong words');
  });
});
