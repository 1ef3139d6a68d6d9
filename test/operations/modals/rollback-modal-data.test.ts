import { describe, expect, it } from 'vitest';
import { createRollbackModalData } from '#operations/modals/rollback-modal-data.ts';
import { aiko, aWish, aWorkshop, carryOn, jonas, press, rel, type Workshop } from '../a-workshop.ts';

const choice = { project: 'shop', environment: 'production', services: null, version: null };

/** 1.5.0 on its way, up to the step `until` or to its end. */
async function released(until: string | null): Promise<Workshop> {
  const shop = aWorkshop();
  await shop.propose(aWish(1));
  await carryOn(shop, rel(1));
  await press(shop, 'approve', aiko);
  await carryOn(shop, rel(1), until);
  return shop;
}

describe('createRollbackModalData', () => {
  it('names the release that is changing the services', async () => {
    const shop = await released('production/deploy/web');
    expect((await createRollbackModalData(shop)(choice))?.inFlight).toEqual({ version: '1.5.0' });
  });

  it('names none while a rollback is changing them, for that is not to be undone', async () => {
    const shop = await released(null);
    const request = { project: 'shop', environment: null, services: null, version: null, reason: 'Orders fail.' };
    await shop.requestRollback({ id: rel(2), actor: jonas, channel: null, request });
    await carryOn(shop, rel(2), 'production/deploy/web');
    expect((await createRollbackModalData(shop)(choice))?.inFlight).toBeNull();
  });
});
