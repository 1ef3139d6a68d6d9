import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { findForeignTag } from '#operations/propose/find-foreign-tag.ts';
import { aiko, aWish, aWorkshop, carryOn, mira, press, rel, typesOf, type Workshop } from './a-workshop.ts';

/** Release 1.5.0 at its production gate. */
async function atGate(): Promise<Workshop> {
  const shop = aWorkshop();
  await shop.propose(aWish(1));
  await carryOn(shop, rel(1));
  return shop;
}

const drifts = async (shop: Workshop) =>
  (await typesOf(shop, rel(1))).filter((type) => type === 'release.drifted').length;

describe('a tag of the version that somebody else makes while the approval waits', () => {
  it('is found by the sweep, once, long before the release would make its own', async () => {
    const shop = await atGate();
    shop.remote.git('tag', 'v1.5.0', 'v1.4.2');
    await shop.sweep();
    await shop.sweep();
    const release = await shop.releases.get(rel(1));
    const sha = shop.remote.git('rev-parse', 'v1.4.2^{commit}').trim();
    expect(release.drift).toMatchObject({ head: release.plan.source, commits: [], config: false, tag: sha });
    expect(await drifts(shop)).toBe(1);
  });

  it('keeps the approval from counting', async () => {
    const shop = await atGate();
    shop.remote.git('tag', 'v1.5.0', 'v1.4.2');
    expect(await press(shop, 'approve', aiko)).toMatchObject({ kind: 'refused', refusal: { code: 'plan_changed' } });
  });

  it('is told of beside the commits that came', async () => {
    const shop = await atGate();
    const head = shop.remote.commit('fix: late', { 'b.js': '1\n' });
    await shop.sweep();
    shop.remote.git('tag', 'v1.5.0', head);
    await shop.sweep();
    expect((await shop.releases.get(rel(1))).drift).toMatchObject({ head, commits: [{ sha: head }], tag: head });
    expect(await drifts(shop)).toBe(2);
  });

  it('lets nobody plan again before it is deleted', async () => {
    const shop = await atGate();
    shop.remote.git('tag', 'v1.5.0', 'v1.4.2');
    await shop.sweep();
    expect(await press(shop, 'take-new-commits', mira)).toMatchObject({
      kind: 'plan_refused',
      refusal: { code: 'tag_exists', version: '1.5.0', nearest: '1.5.1' },
    });
    shop.remote.git('tag', '-d', 'v1.5.0');
    expect((await press(shop, 'take-new-commits', mira)).kind).toBe('done');
    await carryOn(shop, rel(1));
    await shop.sweep();
    expect((await shop.releases.get(rel(1))).drift).toBeNull();
    expect((await press(shop, 'approve', aiko)).kind).toBe('done');
  });
});

describe('no tag is of somebody else', () => {
  const git = (shop: Workshop) => shop.git.of(shop.settings.project.repository);

  it('that bears another version', async () => {
    const shop = await atGate();
    shop.remote.git('tag', 'v1.5.0-rc.1', 'main');
    await shop.sweep();
    expect(await drifts(shop)).toBe(0);
  });

  it('once the release has begun to push its own', async () => {
    const shop = await atGate();
    shop.remote.git('tag', 'v1.5.0', 'v1.4.2');
    await git(shop).fetch();
    const release = await shop.releases.get(rel(1));
    expect(await findForeignTag(git(shop), release)).not.toBeNull();
    const step = release.plan.steps.find(({ kind }) => kind === 'push-tag')?.id ?? StepId.parse('none');
    const started = { ...release, steps: new Map(release.steps).set(step, { status: 'unknown' } as never) };
    expect(await findForeignTag(git(shop), started)).toBeNull();
  });

  it('on the commit of the release itself', async () => {
    const shop = await atGate();
    const sha = shop.remote.git('rev-parse', 'main').trim();
    shop.remote.git('tag', 'v1.5.0', 'main');
    await git(shop).fetch();
    const release = await shop.releases.get(rel(1));
    const commit = release.plan.steps.find(({ kind }) => kind === 'commit-release')?.id ?? StepId.parse('none');
    const made = { status: 'succeeded', result: { sha } } as never;
    expect(await findForeignTag(git(shop), { ...release, steps: new Map(release.steps).set(commit, made) })).toBeNull();
  });
});
