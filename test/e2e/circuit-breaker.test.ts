import { describe, it } from 'vitest';
import { begin } from './support/canary.ts';
import { partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--breaker', '1']);

describe('the circuit breaker', { timeout: partLimit }, () => {
  it('holds a release of which a service fails, and takes nothing back by itself', async () => {
    const desk = world.desk();
    await desk.push('fails-in-production');
    await begin(desk, '/release 1.5.0 --services "api,frontend"', '1.5.0', 'Jonas');
    const held = await desk.card('Circuit breaker open: shop 1.5.0, production');
    await held.getByText('1 service has failed in this release (api).').waitFor();
    await held.getByText('Not begun in production: frontend.').waitFor();
    await desk.keep('70-breaker-open');
  });

  it('is closed by nobody but those who answer for it, with a reason', async () => {
    const desk = world.desk();
    await desk.actAs('Aiko');
    await desk.send('/release close-breaker --reason "It looks well to me"');
    await desk.answered('only release-manager, incident-commander or tech-lead may');
    await desk.actAs('Jonas');
    await desk.send('/release close-breaker --reason "Only the card terminal is away"');
    const closed = await desk.card('Failed, rollback stopped: shop 1.5.0, production');
    await closed.getByText('circuit breaker closed by').waitFor();
    await closed.getByText('Only the card terminal is away').waitFor();
    await desk.keep('71-breaker-closed');
    await desk.press(closed, 'Roll back to 1.4.2');
    await desk.modal.getByLabel('Reason').fill('The terminal will not be back today');
    await desk.press(desk.modal, 'Roll back');
    await desk.card('Rolled back: shop 1.5.0');
  });

  it('refuses the next release of a service that was taken back too often, privately, with who may let it through', async () => {
    const desk = world.desk();
    const change = (id: string) => desk.page.locator(`li[data-change="${id}"]`).getByRole('button');
    await change('revert').click();
    await change('fails-in-production').waitFor();
    await desk.actAs('Aiko');
    await desk.send('/release 1.6.0 --services api');
    await desk.answered(/The circuit breaker is open after 1 rollback within 60 min: api was taken back \(1\.5\.0\)\./);
    await desk.answered('release-manager, incident-commander or tech-lead may let it through before');
    await desk.send('/release close-breaker --reason "It is reverted"');
    await desk.answered('It holds no release that could go on');
    await desk.keep('72-breaker-refuses');
  });

  it('lets a release through for a reason that stays on its card, and is closed when that has ended well', async () => {
    const desk = world.desk();
    await desk.actAs('Priya');
    await desk.send('/release 1.6.0 --services api --override-breaker "What failed is reverted"');
    const card = await desk.card('Waiting for approval: shop 1.6.0, production');
    await desk.actAs('Jonas');
    await desk.press(card, 'Approve 1.6.0 for production');
    await desk.agree('Approve 1.6.0');
    const released = await desk.card('Released: shop 1.6.0');
    await released.getByText('What failed is reverted').waitFor();
    await desk.keep('73-let-through');
    await desk.send('/release close-breaker --reason "Is there still one?"');
    await desk.answered('There is no open release of shop. Nothing was done.');
  });
});
