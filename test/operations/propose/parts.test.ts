import { describe, expect, it } from 'vitest';
import { releaseCard } from '#templates/release/release-card.ts';
import { releaseDetail } from '#templates/release/release-detail.ts';
import { proposeReply } from '#templates/replies/propose-reply.ts';
import { aWish, aWorkshop, carryOn, mira, press, rel, sam, typesOf } from '../a-workshop.ts';

const pictureOf = async (shop: ReturnType<typeof aWorkshop>) => ({
  release: await shop.releases.get(rel(1)),
  events: [],
  now: shop.clock.at,
  eligible: new Map(),
});

describe('a release of named parts', () => {
  it('is tagged without being deployed, asks no deployer, and ends without one', async () => {
    const shop = aWorkshop();
    shop.deployer.capabilities = () => Promise.reject(new Error('Nobody asks a deployer.'));
    const settings = { parts: ['bump', 'changelog', 'test', 'tag'] as never, approvalRequired: true };
    const outcome = await shop.propose(aWish(1, { settings }));
    expect(outcome).toMatchObject({ kind: 'proposed', warnings: [{ code: 'tagged_undeployed' }] });

    const card = JSON.stringify(releaseCard(await pictureOf(shop)).blocks);
    expect(card).toContain('Not in it:');
    expect(card).toContain('build, deployment and notes');
    expect(card).not.toContain('"type":"table"');
    const detail = JSON.stringify(releaseDetail((await pictureOf(shop)).release));
    expect(detail).toContain('until the tag is pushed nothing has left the worker');

    await carryOn(shop, rel(1));
    expect(await press(shop, 'approve', sam, { step: 'prepare/approval' })).toMatchObject({ kind: 'done' });
    await carryOn(shop, rel(1));
    expect((await shop.releases.get(rel(1))).ending).toMatchObject({ kind: 'released' });
    expect(await typesOf(shop, rel(1))).not.toContain('rollback.scheduled');
  });

  it('keeps its parts when the plan is made again', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1, { settings: { parts: ['bump', 'build', 'test', 'deploy'] } }));
    const { plan } = await shop.releases.get(rel(1));
    shop.settings.digest = 'c1'.repeat(32) as never;
    const drift = { head: plan.source, commits: [], config: true };
    await shop.releases.record(rel(1), await shop.releases.get(rel(1)), [{ v: 1, type: 'release.drifted', drift }]);
    await press(shop, 'take-new-commits', mira);
    const again = (await shop.releases.get(rel(1))).plan;
    expect(again).toMatchObject({ revision: 2, settings: plan.settings });
    expect(again.steps.map((step) => step.id)).toEqual(plan.steps.map((step) => step.id));
  });

  it('tells the person what was added, what bears no tag, and what no wish can lower', async () => {
    const shop = aWorkshop();
    const settings = { parts: ['bump', 'deploy', 'test'] as never, approvalRequired: false };
    const { text } = proposeReply(await shop.propose(aWish(1, { settings })));
    expect(text).toContain('what is configured stands all the same: Approval for production.');
    expect(text).toContain('The build was added to the steps');
    expect(text).toContain('/tag-release 1.5.0 puts one on that very commit later.');
  });

  it('is refused where version files that are not to be written say another version', async () => {
    const shop = aWorkshop();
    const outcome = await shop.propose(aWish(1, { settings: { parts: ['test', 'tag'] } }));
    expect(outcome).toMatchObject({ refusal: { code: 'bump_left_out', found: [{ path: 'package.json' }] } });
    expect(await shop.propose(aWish(2, { settings: { parts: ['test'] } }))).toMatchObject({ kind: 'proposed' });
  });

  it('is refused in the words of the guardrail', async () => {
    const shop = aWorkshop();
    const { text } = proposeReply(await shop.propose(aWish(1, { settings: { parts: ['bump'] } })));
    expect(text).toContain('bump alone would leave nothing behind');
  });
});
