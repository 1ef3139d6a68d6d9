import { describe, expect, it } from 'vitest';
import type { PersonName } from './support/desk.ts';
import { everywhere, partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--countdown', '5s']);

/** Does as a step of the guide says, whose text ends in these words, and approves it for production as somebody. Ends when the step is ticked. */
async function follow(step: string, words: string, approver: PersonName): Promise<void> {
  const desk = world.desk();
  await desk.actAs('Aiko');
  await type(step, words);
  const card = await desk.card(/Waiting for approval: shop [\d.]+, production/);
  await desk.actAs(approver);
  await desk.press(card, /^Approve [\d.]+ for production/);
  await desk.press(desk.confirm, /^Approve/);
  await desk.ticked(step);
}

/** The same where nobody has to approve. */
async function say(step: string, words: string): Promise<void> {
  await type(step, words);
  await world.desk().ticked(step);
}

/** Has the guide type the line of a step, which ends in these words, and sends it. */
async function type(step: string, words: string): Promise<void> {
  const { page } = world.desk();
  const button = page.locator(`li[data-step="${step}"]`).getByRole('button', { name: /^Type it for me: / });
  expect(await button.getAttribute('aria-label')).toMatch(new RegExp(`${words}$`));
  await button.click();
  await page.getByRole('button', { name: 'Send' }).first().click();
}

describe('the guided path, by mouse', { timeout: partLimit }, () => {
  it('shows the plan of /release 1.5.0 and takes it to the approval', async () => {
    const desk = world.desk();
    await desk.keep('01-start');
    await desk.page.getByRole('button', { name: 'Type it for me: /release 1.5.0' }).click();
    await desk.page.getByRole('button', { name: 'Send' }).first().click();
    await desk.answered('shop 1.5.0 is planned.');
    await desk.ticked('release');
    const card = await desk.card('Waiting for approval: shop 1.5.0, production');
    await desk.runs('staging', everywhere('1.5.0'));
    await desk.runs('production', everywhere('1.4.2'));
    await desk.keep('02-waiting');
    await desk.openThread(card);
    await desk.thread.getByText('9 commits since 1.4.2').waitFor();
    await desk.thread.getByText('remember the cart (#27)').first().waitFor();
    await desk.keep('03-plan');
  });

  it('shows who may approve what waits for them in their Home', async () => {
    const desk = world.desk();
    await desk.actAs('Jonas');
    await desk.visit('Fairlead');
    await desk.home.getByRole('button', { name: 'Approve 1.5.0 for production' }).waitFor();
    await desk.keep('04-home-waiting');
    await desk.visit('releases');
  });

  it('releases once Jonas approves and says yes to the question', async () => {
    const desk = world.desk();
    await desk.press(await desk.card(/Waiting for approval/), 'Approve 1.5.0 for production');
    await desk.confirm.getByText('will go from 1.4.2 to 1.5.0 in production').waitFor();
    await desk.keep('05-confirm');
    await desk.agree('Approve 1.5.0');
    await desk.answered('You approved shop 1.5.0 for production.');
    await desk.ticked('approve');
    await desk.card('In progress: shop 1.5.0, production');
    await desk.keep('06-approved');
    const done = await desk.card('Released: shop 1.5.0');
    expect(await done.getByRole('button', { name: /Approve|Reject|Hold|Roll back/ }).count()).toBe(0);
    await desk.ticked('released');
    await desk.runs('production', everywhere('1.5.0'));
    await desk.openThread(done);
    await desk.thread.getByRole('heading', { name: 'Release notes for shop 1.5.0, for engineers' }).waitFor();
    await desk.thread.getByText('tagged v1.5.0').last().waitFor();
    await desk.keep('07-released');
  });

  it('suggests the next version in the form of /release, with the commit behind it', async () => {
    const desk = world.desk();
    await desk.actAs('Aiko');
    await desk.push('fails-in-production');
    await desk.ticked('break');
    await desk.send('/release');
    const { modal } = desk;
    await modal.getByText('take payments by card').waitFor();
    expect(await modal.getByLabel('Version').inputValue()).toBe('1.6.0');
    await desk.keep('08-release-form');
    await desk.press(modal, 'Make the plan');
    await desk.card('Waiting for approval: shop 1.6.0, production');
  });

  it('counts down after a failed health check, rolls back and tells the recovery time', async () => {
    const desk = world.desk();
    await desk.actAs('Jonas');
    await desk.press(await desk.card(/Waiting for approval/), 'Approve 1.6.0 for production');
    await desk.agree('Approve 1.6.0');
    const failed = await desk.card('Failed, rollback ahead: shop 1.6.0, production');
    await failed.getByText('The health check failed 3 times in a row: It answered 503, not 200.').waitFor();
    await failed.getByRole('button', { name: 'Stop the rollback' }).waitFor();
    await desk.keep('09-countdown');
    const back = await desk.card('Rolled back: shop 1.6.0');
    await desk.runs('production', everywhere('1.5.0'));
    await desk.ticked('rolled-back');
    await desk.openThread(back);
    await desk.thread
      .getByText(/Recovery took .+, from the failure to the last verified service\./)
      .last()
      .waitFor();
    await desk.keep('10-rolled-back');
  });

  it('shows the incident commander what a rollback takes away, and needs no second approval', async () => {
    const desk = world.desk();
    await desk.actAs('Priya');
    await desk.send('/rollback');
    const { modal } = desk;
    await modal.getByText('What is taken away').waitFor();
    await modal.getByLabel('Environment').selectOption('production');
    await modal.getByText('What is taken away (1.5.0 \u2192 1.4.2)').waitFor();
    for (const lost of ['keep a wishlist per customer', 'remember the cart', 'migrations/003_create_wishlists.sql'])
      await modal.getByText(lost).first().waitFor();
    await modal.getByLabel('Reason').fill('Customers lose their carts');
    await desk.keep('11-rollback-form');
    await desk.press(modal, 'Roll back');
    const done = await desk.card('Complete: rollback of shop to 1.4.2');
    await desk.runs('production', everywhere('1.4.2'));
    await desk.ticked('rollback');
    await done
      .getByText(/Recovery took/)
      .last()
      .waitFor();
    await desk.openThread(done);
    await desk.keep('12-rollback');
  });

  it('stops a canary of a version that errs above a fifth of the traffic by its metrics', async () => {
    const desk = world.desk();
    await desk.push('errors-above-share');
    await desk.actAs('Aiko');
    await desk.page.getByRole('button', { name: 'Type it for me: /release minor --services frontend' }).click();
    await desk.page.getByRole('button', { name: 'Send' }).first().click();
    const card = await desk.card(/Waiting for approval: shop 1\.\d\.0, production/);
    await desk.actAs('Mira');
    await desk.press(card, /^Approve 1\.\d\.0 for production/);
    await desk.press(desk.confirm, /^Approve 1\.\d\.0/);
    await desk.ticked('canary');
    await desk.keep('13-canary');
    await desk.card(/Failed, rollback ahead: shop/);
    await desk.keep('14-canary-stopped');
    const back = desk.page.getByRole('heading', { name: 'Rolled back: shop' });
    await back.nth(1).waitFor();
    await desk.runs('production', everywhere('1.4.2'));
  });

  it('rolls through the instances once what is bad is reverted', async () => {
    const change = (id: string) => world.desk().page.locator(`li[data-change="${id}"]`).getByRole('button');
    await change('revert').click();
    await change('errors-above-share').waitFor();
    await world.desk().push('healthy-fix');
    await follow('rolling', '--strategy rolling', 'Mira');
  });

  it('brings out a fix without a pause', async () => {
    await world.desk().push('quick-fix');
    await follow('immediate', '--strategy immediate', 'Mira');
  });

  it('rehearses a migration there and back, in staging alone', async () => {
    const desk = world.desk();
    await desk.push('migrates');
    await say('rehearse', '/release rehearse minor --services api');
    await desk.hasTable('staging', 'gift_notes', false);
    await desk.hasTable('production', 'gift_notes', false);
  });

  it('migrates the database, then switches a blue-green pair', async () => {
    const desk = world.desk();
    await follow('blue-green', '--strategy blue-green', 'Jonas');
    await desk.hasTable('production', 'gift_notes', true);
    await desk.keep('16-migrated');
  });

  it('writes the way back as a document', async () => {
    await say('rollback-plan', '/rollback-plan shop');
    await world.desk().keep('17-rollback-plan');
  });

  it('takes the migration back with the services', async () => {
    const desk = world.desk();
    await desk.actAs('Priya');
    await desk.send('/rollback');
    const { modal } = desk;
    await modal.getByLabel('Environment').selectOption('production');
    await modal.getByText('migrations/004_add_gift_notes_expand.sql').first().waitFor();
    await modal.getByLabel('Reason').fill('Nobody writes gift notes');
    await desk.keep('17-migrate-back-form');
    await desk.press(modal, 'Roll back');
    await desk.ticked('migrate-back');
    await desk.hasTable('production', 'gift_notes', false);
    await desk.keep('18-migrated-back');
  });

  it('asks for a destructive migration by name, and refuses the way back after it', async () => {
    const desk = world.desk();
    await desk.push('drops-column');
    const approve = async (place: string): Promise<void> => {
      await desk.actAs('Jonas');
      await desk.page.getByRole('button', { name: new RegExp(`^Approve [\\d.]+ for ${place}`) }).click();
      await desk.press(desk.confirm, /^Approve/);
    };
    await desk.actAs('Aiko');
    await type('destructive', '/release minor');
    for (const place of [
      'the destructive migration in staging',
      'production',
      'the destructive migration in production',
    ])
      await approve(place);
    await desk.ticked('destructive');
    await desk.keep('19-destructive');
    await desk.actAs('Priya');
    await desk.send('/rollback');
    await desk.modal
      .getByText(/destructive/)
      .first()
      .waitFor();
    await desk.keep('19-rollback-refused');
    await desk.press(desk.modal, 'Not now');
  });

  it('says whether a version is ready, and makes a release of named parts', async () => {
    const desk = world.desk();
    await desk.actAs('Aiko');
    await say('validate', '/release-validation 1.5.0');
    await desk.push('breaking');
    await say('automate', '--steps "bump,changelog,test,tag"');
  });

  it('has ticked the whole guide and draws what ended in Home', async () => {
    const desk = world.desk();
    await desk.page.getByText('That was the whole path.').waitFor();
    await desk.visit('Fairlead');
    await desk.home.getByText('Nothing waits for you.').waitFor();
    await desk.home.getByText('2.0.0').first().waitFor();
    await desk.keep('15-home');
  });
});
