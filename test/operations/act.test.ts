import { describe, expect, it } from 'vitest';
import { digestOf } from '#domain/digest.ts';
import { StepId } from '#domain/ids.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { createAct } from '#operations/act.ts';
import { aProject } from '../support/a-release.ts';
import {
  aiko,
  aWish,
  aWorkshop,
  carryOn,
  jonas,
  mira,
  press,
  rel,
  sam,
  slack,
  typesOf,
  type Workshop,
} from './a-workshop.ts';

const gate = StepId.parse('production/approval');

/** Release 1.5.0 at its production gate, staging being done. */
async function atGate(more: Record<string, unknown> = {}): Promise<Workshop> {
  const shop = aWorkshop(more);
  await shop.propose(aWish(1));
  await carryOn(shop, rel(1));
  return shop;
}

const twoSeats = {
  environments: [{ name: 'staging' }, { name: 'production', approvals: [{ roles: ['release-lead'], count: 2 }] }],
};

describe('act', () => {
  it('records an approval and lets the release advance', async () => {
    const shop = await atGate();
    const outcome = await press(shop, 'approve', aiko);
    expect(outcome).toMatchObject({ kind: 'done', release: { approvals: [{ by: aiko, roles: ['release-lead'] }] } });
    expect(shop.jobs.at(-1)?.job).toEqual({ name: 'advance', release: rel(1) });
  });

  it('answers a second press without counting it', async () => {
    const shop = await atGate();
    await press(shop, 'approve', aiko);
    expect((await press(shop, 'approve', aiko)).kind).toBe('already');
    expect((await shop.releases.get(rel(1))).approvals).toHaveLength(1);
  });

  it('counts both of two people who press at once', async () => {
    const shop = await atGate(twoSeats);
    const outcomes = await Promise.all([press(shop, 'approve', aiko), press(shop, 'approve', sam)]);
    expect(outcomes.map((one) => one.kind)).toEqual(['done', 'done']);
    await shop.advance(rel(1));
    expect(stateOf(await shop.releases.get(rel(1)), gate).status).toBe('succeeded');
  });

  it('counts one of two presses by the same person at once', async () => {
    const shop = await atGate(twoSeats);
    const outcomes = await Promise.all([press(shop, 'approve', aiko), press(shop, 'approve', aiko)]);
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['already', 'done']);
    expect((await shop.releases.get(rel(1))).approvals).toHaveLength(1);
  });

  it('looks up what a person may do at the moment they press', async () => {
    const shop = await atGate();
    expect(await press(shop, 'approve', slack('U0NOBODY'))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not_permitted' },
    });
    expect(await press(shop, 'approve', mira)).toMatchObject({ kind: 'refused', refusal: { code: 'not_permitted' } });
  });

  it('gives one of two answers to one failed step, whoever is faster', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1));
    await carryOn(shop, rel(1), 'prepare/build');
    const of = { v: 1, step: StepId.parse('prepare/build'), attempt: 1 } as const;
    await shop.releases.record(rel(1), await shop.releases.get(rel(1)), [
      { ...of, type: 'step.started', worker: 'a/1' },
      { ...of, type: 'step.failed', problem: { code: 'COMMAND_FAILED', message: 'It broke.' } },
    ]);
    const step = 'prepare/build';
    const outcomes = await Promise.all([
      press(shop, 'retry-step', mira, { step }),
      press(shop, 'retry-step', jonas, { step }),
    ]);
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['done', 'refused']);
    expect(stateOf(await shop.releases.get(rel(1)), of.step)).toMatchObject({ status: 'waiting', attempt: 2 });
  });
});

describe('an approval, when the branch has moved on', () => {
  it('is refused with the commits that came, which are recorded', async () => {
    const shop = await atGate();
    const head = shop.remote.commit('fix: late', { 'b.js': '1\n' });
    const outcome = await press(shop, 'approve', aiko);
    expect(outcome).toMatchObject({
      kind: 'refused',
      refusal: { code: 'plan_changed', drift: { head, commits: [{ sha: head, subject: 'late' }], config: false } },
    });
    expect((await typesOf(shop, rel(1))).filter((type) => type === 'release.drifted')).toHaveLength(1);
  });

  it('records each place the branch moved to once', async () => {
    const shop = await atGate();
    shop.remote.commit('fix: late', { 'b.js': '1\n' });
    await press(shop, 'approve', aiko);
    await press(shop, 'approve', sam);
    shop.remote.commit('fix: later', { 'b.js': '2\n' });
    await press(shop, 'approve', sam);
    const drifts = (await typesOf(shop, rel(1))).filter((type) => type === 'release.drifted');
    expect(drifts).toHaveLength(2);
  });

  it('takes the new commits into a new plan that has to be approved afresh', async () => {
    const shop = await atGate(twoSeats);
    await press(shop, 'approve', aiko);
    const head = shop.remote.commit('fix: late', { 'b.js': '1\n' });
    await press(shop, 'approve', sam);
    expect((await press(shop, 'take-new-commits', mira)).kind).toBe('done');
    const release = await shop.releases.get(rel(1));
    expect(release.plan).toMatchObject({ revision: 2, source: head, leftOut: null, commitCount: 2 });
    expect(stateOf(release, StepId.parse('staging/deploy/api'))).toMatchObject({ status: 'waiting', attempt: 2 });
    expect(release.drift).toBeNull();
    await carryOn(shop, rel(1));
    expect((await press(shop, 'approve', aiko)).kind).toBe('done');
  });

  it('leaves the new commits out when people say so, and notices only further ones', async () => {
    const shop = await atGate();
    const approved = (await shop.releases.get(rel(1))).plan.source;
    const head = shop.remote.commit('fix: late', { 'b.js': '1\n' });
    await press(shop, 'approve', aiko);
    expect((await press(shop, 'keep-approved-commit', mira)).kind).toBe('done');
    const release = await shop.releases.get(rel(1));
    expect(release.plan).toMatchObject({ revision: 2, source: approved, leftOut: head });
    expect(stateOf(release, StepId.parse('staging/verify/api')).status).toBe('succeeded');
    await carryOn(shop, rel(1));
    expect((await press(shop, 'approve', aiko)).kind).toBe('done');
  });

  it('keeps the strategy a person chose in the new plan', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1, { strategy: 'immediate' }));
    await carryOn(shop, rel(1));
    shop.remote.commit('fix: late', { 'b.js': '1\n' });
    await press(shop, 'approve', aiko);
    await press(shop, 'take-new-commits', mira);
    const { plan } = await shop.releases.get(rel(1));
    expect([plan.strategy, plan.steps.some((step) => step.gate?.kind === 'pause')]).toEqual(['immediate', false]);
  });

  it('refuses a new plan that no guardrail lets through, and keeps the old one', async () => {
    const shop = await atGate();
    shop.remote.commit('feat!: drop the basket', { 'b.js': '1\n' });
    await press(shop, 'approve', aiko);
    expect(await press(shop, 'take-new-commits', mira)).toMatchObject({
      kind: 'plan_refused',
      refusal: { code: 'breaking_change', nearest: '2.0.0' },
    });
    expect((await shop.releases.get(rel(1))).plan.revision).toBe(1);
  });

  it('notices a configuration that changed, with a new plan as the only way on', async () => {
    const shop = await atGate();
    const { repository } = shop.settings.project;
    shop.settings.digest = digestOf('two');
    shop.settings.project = aProject({ repository, build: [['make']] });
    expect(await press(shop, 'approve', aiko)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'plan_changed', drift: { config: true, commits: [] } },
    });
    expect((await press(shop, 'keep-approved-commit', mira)).kind).toBe('refused');
    expect((await press(shop, 'take-new-commits', mira)).kind).toBe('done');
    expect(stateOf(await shop.releases.get(rel(1)), StepId.parse('prepare/build')).attempt).toBe(2);
  });

  it('is not looked into by a late click once its gate has passed: a rollout is not stopped by a commit', async () => {
    const shop = await atGate();
    await press(shop, 'approve', aiko);
    await carryOn(shop, rel(1), 'production/deploy/web');
    shop.remote.commit('fix: late', { 'b.js': '1\n' });
    const outcome = await press(shop, 'approve', sam);
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'not_legal_now' } });
    expect((await shop.releases.get(rel(1))).drift).toBeNull();
  });

  it('is judged again when somebody wrote between the look and the record', async () => {
    const shop = await atGate();
    let isFirst = true;
    const releases: typeof shop.releases = {
      ...shop.releases,
      record: async (id, release, events, fence) => {
        if (isFirst) {
          isFirst = false;
          await press(shop, 'roll-back', jonas);
        }
        return shop.releases.record(id, release, events, fence);
      },
    };
    const { digest } = await shop.releases.get(rel(1));
    const request = { move: 'approve', release: rel(1), step: gate, digest, reason: null } as const;
    const outcome = await createAct({ ...shop.ports, releases })({ request, actor: aiko });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'not_legal_now' } });
  });
});
