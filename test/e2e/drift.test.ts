import { describe, expect, it } from 'vitest';
import { everywhere, partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast']);

describe('a commit that arrives while the approval waits', { timeout: partLimit }, () => {
  it('stops the approval, names the commit on the card, and asks what becomes of it', async () => {
    const desk = world.desk();
    await desk.send('/release 1.5.0');
    await desk.card('Waiting for approval: shop 1.5.0, production');
    await desk.push('healthy-fix');
    await desk.actAs('Jonas');
    const waiting = await desk.card(/shop 1\.5\.0, production/);
    await desk.press(waiting, 'Approve 1.5.0 for production');
    await desk.agree('Approve 1.5.0');
    const stale = await desk.card('Plan out of date: shop 1.5.0, production');
    await stale.getByText('1 commit since the plan').waitFor();
    await stale.getByText('find nothing when the search is empty').waitFor();
    expect(await stale.getByRole('button', { name: /Approve/ }).count()).toBe(0);
    await desk.answered('1 commit since the plan of shop 1.5.0');
    await desk.keep('30-drift');
  });

  it('plans again with the commit, and releases it once that plan is approved', async () => {
    const desk = world.desk();
    await desk.actAs('Aiko');
    await desk.press(await desk.card(/Plan out of date/), 'Take the 1 new commit');
    const waiting = await desk.card('Waiting for approval: shop 1.5.0, production');
    await waiting.getByText('10 commits').waitFor();
    await waiting.getByText('made 2 times').waitFor();
    await desk.keep('31-planned-again');
    await desk.actAs('Jonas');
    await desk.press(waiting, 'Approve 1.5.0 for production');
    await desk.agree('Approve 1.5.0');
    const done = await desk.card('Released: shop 1.5.0');
    await desk.openThread(done);
    const notes = desk.thread.getByTestId('message').filter({ hasText: 'Release notes for shop 1.5.0, for engineers' });
    await notes.getByText('find nothing when the search is empty').waitFor();
    await desk.runs('production', everywhere('1.5.0'));
    await desk.keep('32-released-with-it');
  });
});

describe('a rollback by somebody without a role', { timeout: partLimit }, () => {
  it('waits for an approval, and goes back once it is given', async () => {
    const desk = world.desk();
    await desk.actAs('Sam');
    await desk.send('/rollback');
    await desk.modal.getByLabel('Environment').selectOption('production');
    await desk.modal.getByText('What is taken away (1.5.0 \u2192 1.4.2)').waitFor();
    await desk.modal.getByLabel('Reason').fill('The shop looks odd');
    await desk.press(desk.modal, 'Roll back');
    const waiting = await desk.card(/Waiting for approval: rollback of shop to 1\.4\.2/);
    await desk.runs('production', everywhere('1.5.0'));
    await desk.keep('33-rollback-waits');
    await desk.actAs('Priya');
    await desk.press(waiting, /^Approve/);
    await desk.agree('Approve 1.4.2');
    await desk.card('Complete: rollback of shop to 1.4.2');
    await desk.runs('production', everywhere('1.4.2'));
    await desk.keep('34-rollback-approved');
  });
});
