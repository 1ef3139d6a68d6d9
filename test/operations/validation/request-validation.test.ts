import { describe, expect, it } from 'vitest';
import type { ValidationRequest } from '#domain/requests/validation-request.ts';
import { analysedCanary } from '#operations/validation/analysed-canary.ts';
import { createRequestValidation } from '#operations/validation/request-validation.ts';
import { releaseValidationReply } from '#templates/replies/release-validation-reply.ts';
import { aWish, aWorkshop, mira, rel, type Workshop } from '../a-workshop.ts';

const checks = [{ name: 'smoke-tests', command: ['make', 'smoke', '{version}'] }];

function asking(shop: Workshop, number: number, request: Partial<ValidationRequest> = {}) {
  const wish = { project: 'shop', version: '1.5.0', checks: null, blockersAllowed: 0, services: null, ...request };
  return createRequestValidation(shop.ports)({
    id: rel(number),
    actor: mira,
    channel: null,
    request: wish as ValidationRequest,
  });
}

const runOf = async (shop: Workshop, number: number) => {
  const what = (await shop.releases.get(rel(number))).plan.steps[0]?.params.what;
  return (what as { run: Record<string, unknown> }).run;
};

describe('requestValidation', () => {
  it('checks what the branch holds while there is neither a tag nor a release, and touches nothing', async () => {
    const shop = aWorkshop({ checks });
    const outcome = await asking(shop, 1);
    expect(outcome).toMatchObject({
      kind: 'opened',
      by: 'branch',
      source: shop.remote.head(),
      checks: ['smoke-tests'],
    });
    expect(releaseValidationReply(outcome).text).toContain('the newest commit of main, since there is neither a tag');
    const { plan } = await shop.releases.get(rel(1));
    expect(plan).toMatchObject({ intent: 'validation', previous: '1.4.2', commitCount: 1, environments: [] });
    expect(await runOf(shop, 1)).toMatchObject({ source: shop.remote.head(), versionFiles: [], changelogPath: null });
    expect((await shop.projects.get('shop')).claims.size).toBe(0);
  });

  it('checks the commit of the tag', async () => {
    const shop = aWorkshop({ checks });
    shop.remote.git('tag', 'v1.5.0', 'main');
    const tagged = shop.remote.head();
    shop.remote.commit('feat: send receipts', { 'mail.js': '1\n' });
    expect(await asking(shop, 1)).toMatchObject({ kind: 'opened', by: 'tag', source: tagged });
    const { plan } = await shop.releases.get(rel(1));
    expect(plan).toMatchObject({ previous: '1.4.2', commitCount: 1 });
  });

  it('checks the very release commit of the release that is open', async () => {
    const shop = aWorkshop({ checks });
    await shop.propose(aWish(1));
    shop.remote.commit('feat: send receipts', { 'mail.js': '1\n' });
    const { plan } = await shop.releases.get(rel(1));
    expect(await asking(shop, 2)).toMatchObject({ kind: 'opened', by: 'release', source: plan.source });
    const commit = plan.steps.find(({ kind }) => kind === 'commit-release')?.params;
    expect(await runOf(shop, 2)).toEqual({ ...commit, argv: checks[0]?.command, timeout: 1_800_000 });
  });

  it('answers a repeat with the validation it opened, and a second one while it runs with a refusal', async () => {
    const shop = aWorkshop({ checks });
    await asking(shop, 1);
    expect(await asking(shop, 1)).toMatchObject({ kind: 'already', release: rel(1) });
    expect(await asking(shop, 2)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'already_open', release: rel(1) },
    });
  });

  it('may run beside the release of the same version', async () => {
    const shop = aWorkshop({ checks });
    await asking(shop, 1);
    expect((await shop.propose(aWish(2))).kind).toBe('proposed');
  });

  it.each<readonly [string, Partial<ValidationRequest>, Record<string, unknown>, string]>([
    ['a check nobody knows', { checks: ['smoke-test'] }, {}, 'There is no check smoke-test.'],
    ['a project without checks', {}, { checks: [] }, 'fairlead.yml names no checks for shop.'],
    ['a project nobody knows', { project: 'shpo' }, {}, 'There is no project shpo.'],
    ['a service nobody knows', { services: ['wrker'] }, {}, 'Did you mean worker?'],
  ])('refuses %s', async (_what, request, more, words) => {
    const shop = aWorkshop({ checks, ...more });
    const outcome = await asking(shop, 1, request);
    expect(releaseValidationReply(outcome).text).toContain(words);
    expect(await shop.releases.find(rel(1))).toBeNull();
  });
});

describe('the canary of a version', () => {
  it('is not known before there is one', async () => {
    const shop = aWorkshop();
    await shop.propose(aWish(1));
    const of = { project: 'shop', version: '1.5.0', unit: null };
    expect(await analysedCanary(shop.ports, of)).toMatchObject({
      outcome: 'not_known',
      why: 'No canary of 1.5.0 is known.',
    });
  });
});
