import { describe, expect, it } from 'vitest';
import { begin } from './support/canary.ts';
import { productionTraffic } from './support/shop-traffic.ts';
import { partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--countdown', '2s']);

describe('a release of named parts, and one artifact through all environments', { timeout: partLimit }, () => {
  it('tags a version without deploying it, once somebody has approved that', async () => {
    const desk = world.desk();
    await desk.actAs('Aiko');
    await desk.send('/release-automate --version 1.5.0 --steps "tag,changelog,bump,test" --approval-required true');
    const card = await desk.card('Waiting for approval: shop 1.5.0, preparation');
    await card.getByText('build, deployment and notes').waitFor();
    await desk.keep('34-named-parts');
    await desk.actAs('Jonas');
    await desk.press(card, 'Approve 1.5.0 for publication');
    await desk.openThread(await desk.card('Released: shop 1.5.0'));
    await desk.thread.getByText(/tagged v1\.5\.0\. Nothing was deployed\./).waitFor();
    await desk.runs('production', { api: '1.4.2', frontend: '1.4.2' });
  });

  it('refuses parts that make no release, privately', async () => {
    const desk = world.desk();
    await desk.push('healthy-fix');
    await desk.send('/release-automate 1.6.0 --steps bump');
    await desk.answered('bump alone would leave nothing behind');
  });

  it('gives the idle side a growing share before the switch, of the artifact of staging, and loses no request', async () => {
    const desk = world.desk();
    const before = await productionTraffic(desk);
    await begin(desk, '/release 1.6.0 --services api --strategy blue-green-canary', '1.6.0', 'Jonas');
    const card = await desk.card('In progress: shop 1.6.0, production');
    await card.getByText(/20 %/).first().waitFor();
    await desk.keep('35-blue-green-canary');
    await desk.runs('production', { api: '1.6.0', frontend: '1.4.2' });
    const released = await desk.card('Released: shop 1.6.0');
    const after = await productionTraffic(desk);
    expect(after.requests - before.requests).toBeGreaterThan(100);
    expect(after.errors - before.errors).toBe(0);
    await desk.openThread(released);
    await desk.thread.getByText(/Same artifact as in staging, sha256:[0-9a-f]{12}\./).waitFor();
    await desk.keep('36-same-artifact');
  });

  it('does not bring the version that was only tagged where a newer one runs', async () => {
    const desk = world.desk();
    await desk.actAs('Aiko');
    await desk.send('/release 1.5.0');
    await desk.answered('1.5.0 would be a step back in production: api runs 1.6.0.');
  });

  it('deploys it to the other services, as it is tagged', async () => {
    const desk = world.desk();
    await desk.send('/release 1.5.0 --services frontend');
    await desk.answered('It goes out as v1.5.0 holds it');
    const card = await desk.card('Waiting for approval: shop 1.5.0, production');
    await card.getByText('Tagged before:').waitFor();
    await desk.keep('37-tagged-before');
    await desk.actAs('Jonas');
    await desk.press(card, 'Approve 1.5.0 for production');
    await desk.agree('Approve 1.5.0');
    await desk.runs('production', { api: '1.6.0', frontend: '1.5.0' });
    const log = desk.page.getByRole('log', { name: 'Messages in #releases' });
    await log.getByRole('heading', { name: 'Released: shop 1.5.0' }).nth(1).waitFor();
  });

  it('ends the plan of its way back with a button that opens the form as planned', async () => {
    const desk = world.desk();
    await desk.send('/rollback-plan shop frontend --environment production');
    await desk.press(desk.page.getByRole('log', { name: 'Messages in #releases' }), 'Roll back production\u2026');
    await desk.modal.getByText('1.5.0 \u2192 1.4.2').waitFor();
    expect(await desk.modal.getByLabel('Environment').inputValue()).toBe('production');
    expect(await desk.modal.getByLabel('Go back to').inputValue()).toBe('1.4.2');
    await desk.keep('38-rollback-as-planned');
    await desk.press(desk.modal, 'Not now');
    await desk.modal.waitFor({ state: 'hidden' });
  });
});
