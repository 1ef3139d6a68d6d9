import { expect, it } from 'vitest';
import { createLastValidation } from '#operations/validation/last-validation.ts';
import { createRequestValidation } from '#operations/validation/request-validation.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { readBlocks } from '../../support/read-blocks.ts';
import { aWish, aWorkshop, carryOn, mira, rel, type Workshop } from '../a-workshop.ts';

const checks = [{ name: 'smoke-tests', command: ['make', 'smoke'] }];

async function validated(): Promise<Workshop> {
  const shop = aWorkshop({ checks });
  await createRequestValidation(shop.ports)({
    id: rel(1),
    actor: mira,
    channel: null,
    request: { project: 'shop', version: '1.5.0' as never, checks: null, blockersAllowed: 0, services: null },
  });
  return shop;
}

it('is found for a release of the same version and commit, and told in its detail', async () => {
  const shop = await validated();
  await shop.propose(aWish(2));
  const release = await shop.releases.get(rel(2));
  const last = createLastValidation(shop);
  expect(await last(release)).toBeNull();
  await carryOn(shop, rel(1));
  const found = await last(release);
  expect(found).toEqual({ at: shop.clock.at, isReady: false, passed: 0, of: 1 });
  const events = await shop.releases.events(rel(2));
  const picture = { release, events, now: shop.clock.at, eligible: new Map(), validated: found };
  expect(readBlocks(drawRelease(picture)[1]?.blocks ?? [])).toMatch(
    /^Validated .*: 0 of 1 check passed, so it is not ready\./,
  );
});

it('says nothing of another commit', async () => {
  const shop = await validated();
  await carryOn(shop, rel(1));
  shop.remote.commit('feat: send receipts', { 'mail.js': '1\n' });
  await shop.propose(aWish(2));
  expect(await createLastValidation(shop)(await shop.releases.get(rel(2)))).toBeNull();
});

it('says nothing to what is no release', async () => {
  const shop = await validated();
  await carryOn(shop, rel(1));
  expect(await createLastValidation(shop)(await shop.releases.get(rel(1)))).toBeNull();
});
