import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ArgoCdServer } from '#test/support/argo-cd/argo-cd-server.ts';
import { startKillableRedis } from '#test/support/killable-redis.ts';
import { testRedisUrl } from '#test/support/redis.ts';
import { githubPayload } from '#test/support/webhooks/github-payloads.ts';
import { gitlabPipeline } from '#test/support/webhooks/gitlab-payloads.ts';
import { fromArgoCd, fromGithub, fromGitlab } from '#test/support/webhooks/sign.ts';
import { ActionsServer } from '../adapters/github-actions/actions-server.ts';
import { PipelinesServer } from '../adapters/gitlab-ci/pipelines-server.ts';
import { aWebhookWorld } from './support/webhook-world.ts';

const hour = 3_600_000;
const onActions = (url: string) => ({
  kind: 'github-actions',
  repository: 'shop/shop',
  workflow: 'deploy.yml',
  apiUrl: url,
});

async function aRunThatLasts() {
  const server = new ActionsServer();
  server.takes = hour;
  await server.start();
  const end = (): void => {
    for (const run of server.runs) Object.assign(run, { endsAt: 0 });
  };
  return Object.assign(server, { end });
}

const completed = (id: number) =>
  fromGithub(
    'workflow_run',
    githubPayload('workflow_run', { repository: { full_name: 'shop/shop' }, workflow_run: { id } }),
  );

describe('a deployment that is to be looked at in an hour ends as soon as', () => {
  it('GitHub tells that its run completed', async () => {
    const server = await aRunThatLasts();
    const world = await aWebhookWorld(testRedisUrl(), onActions(server.url), hour);
    world.work();
    await world.until('pending');
    server.end();
    expect((await world.post('/webhooks/github', completed(server.runs[0]?.id ?? 0))).status).toBe(202);
    expect(await world.until('succeeded')).toMatchObject({ result: { note: expect.stringContaining('succeeded') } });
    expect(server.runs).toHaveLength(1);
  });

  it('GitLab tells that its pipeline ended', async () => {
    const server = await new PipelinesServer().start();
    server.takes = hour;
    const gitlab = { kind: 'gitlab-ci', project: 'shop/shop', url: server.url };
    const world = await aWebhookWorld(testRedisUrl(), gitlab, hour);
    world.work();
    await world.until('pending');
    for (const pipeline of server.pipelines) Object.assign(pipeline, { endsAt: 0, failure: 'out of memory' });
    const told = gitlabPipeline({ id: server.pipelines[0]?.id ?? 0, status: 'success' });
    expect((await world.post('/webhooks/gitlab', fromGitlab(told))).status).toBe(202);
    // What the webhook says is not believed: the pipeline is asked, and has failed.
    await world.until('failed');
    expect(server.pipelines).toHaveLength(1);
  });

  it('Argo CD tells that its Application was synced', async () => {
    const server = await new ArgoCdServer().start();
    server.put('api-production', { targetRevision: 'v1.4.2' });
    server.manner = { takes: hour, failure: null, degrades: null };
    const world = await aWebhookWorld(testRedisUrl(), { kind: 'argo-cd', url: server.url }, hour);
    world.work();
    await world.until('pending');
    const headers = { authorization: 'Bearer good' };
    await fetch(`${server.url}/api/v1/applications/api-production`, { headers });
    for (const one of server.kept.values()) one.endsAt = 0;
    expect((await world.post('/webhooks/argo-cd', fromArgoCd('api-production'))).status).toBe(202);
    await world.until('succeeded');
    expect(server.syncs).toHaveLength(1);
  });
});

describe('a webhook', () => {
  it('that finds nothing new leaves the deployment as it is, and the queue too', async () => {
    const server = await aRunThatLasts();
    const world = await aWebhookWorld(testRedisUrl(), onActions(server.url), hour);
    world.work();
    const before = await world.until('pending');
    const looks = server.count('GET /repos/shop/shop/actions/runs/');
    await sleep(1_000);
    const jobs = await world.waiting();
    await world.post('/webhooks/github', completed(server.runs[0]?.id ?? 0));
    while (server.count('GET /repos/shop/shop/actions/runs/') === looks) await sleep(20);
    await sleep(500);
    expect(await world.step()).toEqual(before);
    expect(await world.waiting()).toBe(jobs);
  });

  it('that came while no worker ran is heeded by the next one', async () => {
    const server = await aRunThatLasts();
    const world = await aWebhookWorld(testRedisUrl(), onActions(server.url), hour);
    const stop = world.work();
    await world.until('pending');
    await stop();
    server.end();
    expect((await world.post('/webhooks/github', completed(server.runs[0]?.id ?? 0))).status).toBe(202);
    expect((await world.step()).status).toBe('pending');
    world.work();
    await world.until('succeeded');
  });

  it('is not needed: without one the deployment ends at a look in time', async () => {
    const server = await aRunThatLasts();
    const world = await aWebhookWorld(testRedisUrl(), onActions(server.url), 300);
    world.work();
    await world.until('pending');
    server.end();
    await world.until('succeeded');
    expect(server.runs).toHaveLength(1);
  });

  it('that comes while Redis is away is left with its sender, and taken once Redis is back', async () => {
    const redis = await startKillableRedis();
    try {
      const server = await aRunThatLasts();
      const world = await aWebhookWorld(redis.url, onActions(server.url), hour);
      world.work();
      await world.until('pending');
      await redis.kill();
      server.end();
      const sent = completed(server.runs[0]?.id ?? 0);
      expect((await world.post('/webhooks/github', sent)).status).toBe(503);
      await redis.start();
      let status = 503;
      for (let tries = 0; status === 503 && tries < 100; tries += 1) {
        await sleep(100);
        ({ status } = await world.post('/webhooks/github', sent));
      }
      expect(status).toBe(202);
      await world.until('succeeded');
    } finally {
      await redis.close();
    }
  });
});
