import { expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import type { CheckResult } from '#domain/validation/check-result.ts';
import { checkValidation } from '#jobs/steps/check-validation.ts';
import { createRequestValidation } from '#operations/validation/request-validation.ts';
import { aWish, aWorkshop, carryOn, mira, rel, type Workshop } from '../../operations/a-workshop.ts';
import { aStep } from './a-step.ts';

const checks = [{ name: 'smoke-tests', command: ['make', 'smoke'] }];
const day = 86_400_000;

/** 1.5.0 proposed by rel 1, and validated by rel 2 with this outcome. */
async function validated(outcome: CheckResult['outcome'] | null): Promise<Workshop> {
  const shop = aWorkshop({ checks });
  await shop.propose(aWish(1));
  if (outcome === null) return shop;
  const request = { project: 'shop', version: '1.5.0' as never, checks: null, blockersAllowed: 0, services: null };
  await createRequestValidation(shop.ports)({ id: rel(2), actor: mira, channel: null, request });
  const of = { v: 1, step: StepId.parse('check/smoke-tests'), attempt: 1 } as const;
  await shop.releases.record(rel(2), await shop.releases.get(rel(2)), [
    { ...of, type: 'step.started', worker: 'machine/1' },
    { ...of, type: 'step.succeeded', result: { outcome, why: '', lines: [], output: '' } },
  ]);
  await carryOn(shop, rel(2));
  return shop;
}

function look(shop: Workshop, params: { checks?: string[] } = {}) {
  const line = '/release-validation shop 1.5.0';
  const { releases, projects, clock } = shop;
  return aStep(checkValidation, { checks: [], within: 7 * day, line, ...params }, { releases, projects, clock }).run();
}

const missing = (words: string) => ({
  kind: 'failed',
  code: 'NOT_VALIDATED',
  message: expect.stringContaining(`${words}, so production is not entered. Type /release-validation shop 1.5.0`),
});

it('lets a release go on whose version and commit were validated', async () => {
  expect(await look(await validated('passed'))).toEqual({ kind: 'succeeded', result: { validation: rel(2) } });
});

it.each<readonly [string, CheckResult['outcome'] | null, string[], number, string]>([
  ['was not validated', null, [], 0, 'This commit was not validated'],
  ['was not ready', 'failed', [], 0, 'It was not ready: 0 of 1 checks passed'],
  ['was validated by other checks', 'passed', ['health'], 0, 'does not show that health passes'],
  ['was validated too long ago', 'passed', [], 8 * day, 'Its validation is 8 d old, which is too old'],
])('asks people where it %s', async (_what, outcome, named, later, words) => {
  const shop = await validated(outcome);
  shop.clock.at += later;
  expect(await look(shop, { checks: named })).toEqual(missing(words));
});

it('says nothing for another commit', async () => {
  const shop = await validated('passed');
  shop.remote.commit('feat: send receipts', { 'mail.js': '1\n' });
  await shop.propose(aWish(3, { version: { exact: '1.6.0' } }));
  const other = aStep(
    checkValidation,
    { checks: [], within: day, line: '/release-validation' },
    { releases: shop.releases, projects: shop.projects, clock: shop.clock },
    { release: rel(3) },
  );
  expect(await other.run()).toMatchObject({ kind: 'failed', code: 'NOT_VALIDATED' });
});
