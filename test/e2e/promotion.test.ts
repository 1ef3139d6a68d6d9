import { describe, expect, it } from 'vitest';
import { begin } from './support/canary.ts';
import { productionTraffic } from './support/shop-traffic.ts';
import { testWorld } from './support/test-world.ts';

const world = testWorld(['--fast', '--countdown', '2s']);

describe('a release of named parts, and one artifact through all environments', { timeout: 240_000 }, () => {
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
    const released = await desk.card('Released: shop 1.6.0');
    const after = await productionTraffic(desk);
    expect(after.requests - before.requests).toBeGreaterThan(100);
    expect(after.errors - before.errors).toBe(0);
    await desk.runs('production', { api: '1.6.0', frontend: '1.4.2' });
    await desk.openThread(released);
    await desk.thread.getByText(/Same artifact as in staging, sha256:[0-9a-f]{12}\./).waitFor();
    await desk.keep('36-same-artifact');
  });
});
