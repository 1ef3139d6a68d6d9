import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { it } from 'vitest';
import { testRedisUrl } from '#test/support/redis.ts';
import { ActionsServer } from '../adapters/github-actions/actions-server.ts';
import { aWebhookWorld } from './support/webhook-world.ts';

it('measures', { timeout: 120_000 }, async () => {
  const server = new ActionsServer();
  server.takes = 3_600_000;
  await server.start();
  const world = await aWebhookWorld(testRedisUrl(), { kind: 'github-actions', repository: 'shop/shop', workflow: 'deploy.yml', apiUrl: server.url }, 5_000);
  world.work();
  await world.until('pending');
  for (let n = 0; n < 9; n += 1) {
    const before = server.count('GET /repos/shop/shop/actions/runs/');
    await sleep(5_000);
    await (world as any).sweep();
    appendFileSync('/tmp/wh/measured.txt', `${n} ${server.count('GET /repos/shop/shop/actions/runs/') - before} waiting ${await world.waiting()}\n`);
  }
});
