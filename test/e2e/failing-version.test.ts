import { describe, it } from 'vitest';
import { everywhere, partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--countdown', '5m']);

async function releaseThatFails(version: string): Promise<void> {
  const desk = world.desk();
  await desk.actAs('Aiko');
  await desk.send(`/release ${version}`);
  await desk.card(`Waiting for approval: shop ${version}, production`);
  await desk.actAs('Jonas');
  await desk.press(await desk.card(/Waiting for approval/), `Approve ${version} for production`);
  await desk.agree(`Approve ${version}`);
  await desk.card(`Failed, rollback ahead: shop ${version}, production`);
}

describe('a version that fails in production', { timeout: partLimit }, () => {
  it('stays as it is when somebody stops the countdown with a reason', async () => {
    const desk = world.desk();
    await desk.push('fails-in-production');
    await releaseThatFails('1.5.0');
    await desk.press(await desk.card(/rollback ahead/), 'Stop the rollback');
    await desk.modal.getByLabel('Reason').fill('Only the card terminal is away; we look first');
    await desk.keep('20-stop-reason');
    await desk.press(desk.modal, 'Stop the rollback');
    const stopped = await desk.card('Failed, rollback stopped: shop 1.5.0, production');
    await stopped.getByText('Only the card terminal is away; we look first').waitFor();
    await desk.openThread(stopped);
    await desk.thread.getByText('stopped the rollback of shop 1.5.0').waitFor();
    await desk.keep('21-stopped');
  });

  it('goes back when the person then decides to roll back', async () => {
    const desk = world.desk();
    await desk.press(await desk.card(/rollback stopped/), 'Roll back to 1.4.2');
    await desk.modal.getByLabel('Reason').fill('The terminal will not be back today');
    await desk.press(desk.modal, 'Roll back');
    await desk.card('Rolled back: shop 1.5.0');
    await desk.thread
      .getByText(/Recovery took .+, from the failure to the last verified service\./)
      .last()
      .waitFor();
    await desk.runs('production', everywhere('1.4.2'));
    await desk.keep('22-rolled-back-by-hand');
  });

  it('goes back at once when somebody does not want to wait for the countdown', async () => {
    const desk = world.desk();
    await releaseThatFails('1.6.0');
    await desk.press(await desk.card(/rollback ahead/), 'Roll back to 1.4.2 now');
    await desk.keep('23-now');
    await desk.agree('Roll back to 1.4.2');
    await desk.card('Rolled back: shop 1.6.0');
    await desk.runs('production', everywhere('1.4.2'));
  });

  it('is released all the same when somebody accepts what failed with a reason', async () => {
    const desk = world.desk();
    await releaseThatFails('1.7.0');
    await desk.press(await desk.card(/rollback ahead/), 'Accept as done: verify api, production');
    await desk.modal.getByLabel('Reason').fill('Nobody pays by card yet');
    await desk.press(desk.modal, 'Accept as done');
    const done = await desk.card('Released: shop 1.7.0');
    await desk.openThread(done);
    await desk.thread.getByText('Nobody pays by card yet').first().waitFor();
    await desk.keep('24-accepted');
  });
});
