import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGroup } from './run-group.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ apps: 1, workers: 2 });
});
afterAll(() => world?.close());

describe('a release has every effect exactly once', () => {
  it('when workers die around its commit, a deployment, a verification and its card', {
    timeout: 240_000,
  }, async () => {
    const points = [
      'commit-release.after-effect',
      'deploy.after-effect',
      'verify-service.after-record',
      'card.after-post',
    ];
    expect((await runGroup(world, { story: 'released', points })).faults).toEqual([]);
  });

  it('when workers die around its publication, and Redis before', { timeout: 240_000 }, async () => {
    const points = ['push-tag.after-effect', 'forge-release.after-effect'];
    const killRedis = async (): Promise<readonly number[]> => {
      await sleep(4_000);
      await world.killRedis();
      return [Date.now()];
    };
    const finding = await runGroup(world, { story: 'released', points }, killRedis);
    expect(finding.faults).toEqual([]);
    expect(finding.resumes).toHaveLength(3);
  });
});
