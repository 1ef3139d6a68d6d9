import { beforeEach, describe, expect, it } from 'vitest';
import { Sha } from '#domain/ids.ts';
import type { ProposeRequest } from '#domain/job.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { CommitParams, releaseCommit } from '#operations/steps/release-commit.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { proposeReply } from '#templates/replies/propose-reply.ts';
import { asked as askedBy } from '../../domain/commands/lines.ts';
import { readBlocks } from '../../support/read-blocks.ts';
import { aiko, aWish, aWorkshop, carryOn, mira, press, rel, type Workshop } from '../a-workshop.ts';

const tagOnly = { parts: ['bump', 'changelog', 'tag'] } as const satisfies ProposeRequest['settings'];
const exact = { version: { exact: '1.5.0' } } as const;

/** Release 9 tags 1.5.0 on its release commit and deploys nothing; then others merge a feature. */
async function tag(shop: Workshop, settings: ProposeRequest['settings'] = { ...tagOnly }): Promise<Sha> {
  await shop.propose(aWish(9, { ...exact, settings }));
  await shop.advance(rel(9));
  const git = shop.git.of(shop.settings.project.repository);
  const { plan } = await shop.releases.get(rel(9));
  const params = CommitParams.parse(plan.steps.find(({ kind }) => kind === 'commit-release')?.params);
  const { sha } = await releaseCommit(git, params);
  const of = { at: params.at, taggerName: 'Fairlead', taggerEmail: 'fairlead@localhost' };
  await git.pushTag({ name: 'v1.5.0', sha, message: 'v1.5.0\n', ...of });
  const done = plan.steps.flatMap((step): ReleaseEvent[] => {
    const on = { v: 1, step: step.id, attempt: 1 } as const;
    const result = step.kind === 'commit-release' ? { sha, files: [] } : null;
    return [
      { ...on, type: 'step.started', worker: 'machine/1' },
      { ...on, type: 'step.succeeded', result },
    ];
  });
  await shop.releases.record(rel(9), await shop.releases.get(rel(9)), done);
  await shop.advance(rel(9));
  shop.remote.git('update-ref', 'refs/heads/main', sha);
  shop.remote.commit('feat: late', { 'late.js': '1\n' });
  return sha;
}

let shop: Workshop;
let commit: Sha;
beforeEach(async () => {
  // Without tests of its own nobody has to approve what is only tagged.
  shop = aWorkshop({ test: [] });
  commit = await tag(shop);
});

const kinds = async (id = rel(1)) => (await shop.releases.get(id)).plan.steps.map((step) => step.kind);
const pictureOf = async () => ({
  release: await shop.releases.get(rel(1)),
  events: [],
  now: shop.clock.at,
  eligible: new Map(),
});

describe('a version that was tagged without being deployed', () => {
  it('is deployed later from the commit of its tag, without what is done, and with a way back', async () => {
    const outcome = await shop.propose(aWish(1, exact));
    expect(outcome).toMatchObject({ kind: 'proposed', warnings: [{ code: 'as_tagged', tag: 'v1.5.0', done: [] }] });
    const { plan } = await shop.releases.get(rel(1));
    const before = (await shop.releases.get(rel(9))).plan;
    expect(plan).toMatchObject({ version: '1.5.0', previous: '1.4.2', tagged: { release: rel(9), commit } });
    expect(plan).toMatchObject({ source: before.source, since: before.since, changelog: before.changelog });
    expect(plan.commits.map(({ subject }) => subject)).toEqual(['pay with a saved card']);
    const all = await kinds();
    for (const kind of ['bump-version', 'write-changelog', 'push-tag', 'push-branch']) expect(all).not.toContain(kind);
    expect(all).toEqual(expect.arrayContaining(['commit-release', 'run-command', 'deploy', 'approval', 'post-notes']));
    expect(plan.rollbackSteps.filter(({ kind }) => kind === 'deploy')).toHaveLength(6);
    const build = plan.steps.find(({ kind }) => kind === 'run-command');
    const git = shop.git.of(shop.settings.project.repository);
    expect((await releaseCommit(git, CommitParams.parse(build?.params))).sha).toBe(commit);
  });

  it('is released once somebody has approved that very content, and the card says what it is', async () => {
    await shop.propose(aWish(1, exact));
    await carryOn(shop, rel(1));
    const card = readBlocks(releaseCard(await pictureOf()).blocks);
    expect(card).toContain(
      `Tagged before: what v1.5.0 holds goes out, ${commit.slice(0, 7)}, and nothing that came after it.`,
    );
    expect(card).toContain(`v1.5.0 at ${commit.slice(0, 7)}`);
    await shop.sweep();
    expect((await press(shop, 'approve', aiko)).kind).toBe('done');
    await carryOn(shop, rel(1));
    expect((await shop.releases.get(rel(1))).ending).toMatchObject({ kind: 'released' });
    const listed = (await shop.projects.get('shop')).releases.map(({ id, version, closed }) => [
      id,
      version,
      closed?.ending,
    ]);
    expect(listed).toEqual([
      [rel(9), '1.5.0', 'released'],
      [rel(1), '1.5.0', 'released'],
    ]);
  });

  it.each([
    '/release 1.5.0',
    '/release-automate --version 1.5.0 --steps "build,test,deploy,notify"',
    '/deployment-coordination --release v1.5.0 --strategy sequential --delay 5m',
    '/canary-release --version 1.5.0 --canary-percentage 20 --duration 2h',
    '/release rehearse 1.5.0',
  ])('is asked for by %s', async (line) => {
    Object.assign(shop.deployer, { capabilities: async () => ({ observe: true, remove: true, stages: ['share'] }) });
    const ask = askedBy(line);
    if (ask.kind !== 'propose') throw new Error(`${line} asks for no release.`);
    expect(await shop.propose(aWish(1, ask.request))).toMatchObject({ kind: 'proposed', version: '1.5.0' });
    expect((await shop.releases.get(rel(1))).plan.tagged).toEqual({ release: rel(9), commit });
  });

  it('leaves out the parts that are done when they are named, and tells so', async () => {
    const outcome = await shop.propose(
      aWish(1, { ...exact, settings: { parts: ['bump', 'tag', 'deploy', 'notify'], approvalRequired: true } }),
    );
    expect(proposeReply(outcome).text).toContain('Done already and left out: bump and tag.');
    const { plan } = await shop.releases.get(rel(1));
    expect(plan.settings).toEqual({ parts: ['build', 'deploy', 'notify'], approvalRequired: true });
    expect(readBlocks(releaseCard(await pictureOf()).blocks)).toContain('Not in it: tests.');
  });

  it('holds what it held where the tag is on a commit of somebody else, without a release commit', async () => {
    shop = aWorkshop({ test: [], versionFiles: [] });
    commit = await tag(shop, { parts: ['tag'] });
    await shop.propose(aWish(1, exact));
    const { plan } = await shop.releases.get(rel(1));
    expect(plan).toMatchObject({ source: commit, previous: '1.4.2', commitCount: 1, tagged: { commit } });
  });

  it('may be rehearsed, which covers the release that follows', async () => {
    await shop.propose(aWish(1, { ...exact, intent: 'rehearsal' }));
    const { plan } = await shop.releases.get(rel(1));
    expect(plan).toMatchObject({ intent: 'rehearsal', tagged: { commit } });
    expect(await kinds()).not.toContain('bump-version');
    await shop.propose(aWish(2, exact));
    expect((await shop.releases.get(rel(2))).plan.source).toBe(plan.source);
  });

  it('goes on to the last environment later, where it was brought to the first one only', async () => {
    await shop.propose(aWish(1, { ...exact, environments: ['staging'] }));
    await carryOn(shop, rel(1));
    expect((await shop.releases.get(rel(1))).ending).toMatchObject({ kind: 'released' });
    expect(await shop.propose(aWish(2, exact))).toMatchObject({ kind: 'proposed' });
  });

  it('is open once at a time', async () => {
    await shop.propose(aWish(1, exact));
    expect(await shop.propose(aWish(2, exact))).toMatchObject({ refusal: { code: 'already_open', release: rel(1) } });
  });
});

describe('such a version is refused', () => {
  const asked = (number = 1, more: Partial<ProposeRequest> = {}) => shop.propose(aWish(number, { ...exact, ...more }));

  it('when its tag is on another commit', async () => {
    shop.remote.git('tag', '-f', 'v1.5.0', 'main');
    expect(await asked()).toMatchObject({ refusal: { code: 'tag_moved', commit, tag: 'v1.5.0' } });
  });

  it('when its tag is gone, also to be tagged anew', async () => {
    shop.remote.git('tag', '-d', 'v1.5.0');
    expect(await asked()).toMatchObject({ refusal: { code: 'tag_gone', commit } });
    expect(await asked(2, { settings: { ...tagOnly } })).toMatchObject({ refusal: { code: 'tag_gone' } });
  });

  it('when nothing of it is to be deployed', async () => {
    expect(await asked(1, { settings: { ...tagOnly } })).toMatchObject({ refusal: { code: 'tag_exists' } });
  });

  it('when a newer one runs in the last environment', async () => {
    shop.running.set('production/web', '1.6.0');
    const services = [{ service: 'web', version: '1.6.0' }];
    expect(await asked()).toMatchObject({ refusal: { code: 'step_back', environment: 'production', services } });
    expect(await asked(2, { services: ['api'] })).toMatchObject({ kind: 'proposed' });
  });

  it('once it was there, whatever became of it', async () => {
    await asked(1, { services: ['api'] });
    await carryOn(shop, rel(1));
    await press(shop, 'approve', aiko);
    await carryOn(shop, rel(1));
    const others = { services: ['api'], others: ['web', 'worker'] };
    expect(await asked(2)).toMatchObject({ refusal: { code: 'partly_out', environment: 'production', ...others } });
    expect(await asked(3, { services: ['api'] })).toMatchObject({ refusal: { code: 'tag_exists', nearest: '1.5.1' } });
    expect(await asked(4, { services: ['web', 'worker'] })).toMatchObject({ kind: 'proposed' });
  });

  it('when somebody else made the tag of a version that no release has tagged', async () => {
    shop.remote.git('tag', 'v1.6.0', 'main');
    expect(await asked(1, { version: { exact: '1.6.0' } })).toMatchObject({ refusal: { code: 'tag_exists' } });
  });
});

describe('while its approval waits', () => {
  beforeEach(async () => {
    await shop.propose(aWish(1, exact));
    await carryOn(shop, rel(1));
  });
  const drift = async () => {
    await shop.sweep();
    return (await shop.releases.get(rel(1))).drift;
  };

  it('new commits change nothing', async () => {
    shop.remote.commit('fix: later still', { 'later.js': '1\n' });
    expect(await drift()).toBeNull();
  });

  it('a new configuration makes a new plan of the same content', async () => {
    shop.settings.digest = 'c1'.repeat(32) as never;
    expect(await drift()).toMatchObject({ commits: [], config: true });
    const { plan } = await shop.releases.get(rel(1));
    expect((await press(shop, 'take-new-commits', mira)).kind).toBe('done');
    const again = (await shop.releases.get(rel(1))).plan;
    const { tagged, changelog, commits, source } = plan;
    expect(again).toMatchObject({ revision: 2, tagged, changelog, commits, source });
    expect(again.steps.map(({ id }) => id)).toEqual(plan.steps.map(({ id }) => id));
  });

  it('a tag that was moved keeps the approval from counting until it is back', async () => {
    const now = Sha.parse(shop.remote.git('rev-parse', 'main').trim());
    shop.remote.git('tag', '-f', 'v1.5.0', 'main');
    expect(await press(shop, 'approve', aiko)).toMatchObject({ refusal: { code: 'plan_changed' } });
    expect((await shop.releases.get(rel(1))).drift).toMatchObject({ tag: now, config: false });
    expect(readBlocks(releaseCard(await pictureOf()).blocks)).toContain('Somebody moved its tag.');
    const again = () => press(shop, 'take-new-commits', mira);
    expect(await again()).toMatchObject({ kind: 'plan_refused', refusal: { code: 'tag_moved', now } });
    shop.remote.git('tag', '-f', 'v1.5.0', commit);
    expect((await again()).kind).toBe('done');
    await carryOn(shop, rel(1));
    expect((await press(shop, 'approve', aiko)).kind).toBe('done');
  });

  it('a tag that was deleted is asked about, once', async () => {
    shop.remote.git('tag', '-d', 'v1.5.0');
    expect(await drift()).toMatchObject({ untagged: true, config: false });
    const { seq } = await shop.releases.get(rel(1));
    await shop.sweep();
    expect((await shop.releases.get(rel(1))).seq).toBe(seq);
    const card = readBlocks(releaseCard(await pictureOf()).blocks);
    expect(card).toContain('Its tag is gone.');
    expect(card).toContain('Next: put the tag back and plan again, or cancel.');
  });
});
