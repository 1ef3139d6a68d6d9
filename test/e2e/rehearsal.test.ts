import { describe, it } from 'vitest';
import { partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--countdown', '2s']);
const before = { api: '1.4.2', worker: '1.4.2', frontend: '1.4.2' };

describe('a rehearsal, on the real services of the shop', { timeout: partLimit }, () => {
  it('goes to staging and back, and says how long the way back took', async () => {
    const desk = world.desk();
    await desk.actAs('Aiko');
    await desk.send('/release rehearse 1.5.0');
    await desk.answered('The rehearsal of shop 1.5.0 is planned.');
    const card = await desk.card('Complete: rehearsal of shop 1.5.0');
    await card
      .getByText(/There and back took .+, the way back .+\./)
      .first()
      .waitFor();
    await desk.runs('staging', before);
    await desk.runs('production', before);
    await desk.keep('34-rehearsed');
  });

  it('stands beside the way back of the release that follows', async () => {
    const desk = world.desk();
    await desk.send('/release 1.5.0');
    const card = await desk.card('Waiting for approval: shop 1.5.0, production');
    await card
      .getByText(/Way back: rehearsed .+ in staging, \d+/)
      .first()
      .waitFor();
    await desk.keep('35-rehearsed-release');
    await desk.press(card, 'Roll back to 1.4.2');
    await desk.modal.getByRole('textbox').fill('Only to see the card.');
    await desk.modal.getByRole('button', { name: /Roll back/ }).click();
    await desk.card('Rolled back: shop 1.5.0');
  });

  it('takes back what does not do well on the way there, by itself', async () => {
    const desk = world.desk();
    await desk.push('fails-health');
    await desk.send('/release rehearse minor');
    await desk.card(/Taken back: rehearsal of shop/);
    await desk.runs('staging', before);
  });
});
