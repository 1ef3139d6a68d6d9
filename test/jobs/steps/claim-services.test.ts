import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/ids.ts';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import { circuitBreaker } from '#domain/release/circuit-breaker.ts';
import type { Release } from '#domain/release/release.ts';
import { claimServices } from '#jobs/steps/claim-services.ts';
import { createProjectLog } from '#operations/project-log.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { Deployer, Observation } from '#ports/deployer.ts';
import { rel } from '../../operations/a-workshop.ts';
import { aProject, aRelease, people } from '../../support/a-release.ts';
import { createMemoryLogStore } from '../../support/memory-log-store.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const deployer = aProject().services.api?.deployer as Json;
const v = 1;

type World = {
  readonly past?: readonly ProjectEvent[];
  readonly seen?: Observation;
  readonly release?: Release;
  readonly breaker?: Json;
};

/** A claim of api and web in production by rel 1, which takes api to be on 1.4.2. */
async function aClaim({ past = [], seen = { kind: 'running', version: '1.4.2' }, release, breaker }: World = {}) {
  const clock = { now: () => noon, sleep: async () => undefined };
  const projects = createProjectLog({ store: createMemoryLogStore(), clock });
  await projects.change('shop', () => past);
  const known = release ?? aRelease().run().release();
  const releases = planned<ReleaseLog>('releases', { get: async () => known, find: async () => known });
  const params = {
    project: 'shop',
    release: rel(1),
    environment: 'production',
    services: ['api', 'web'],
    expected: [{ service: 'api', version: '1.4.2', deployer }],
    since: noon - 1_000,
    ...(breaker === undefined ? {} : { breaker }),
  };
  const deployers = { of: () => planned<Deployer>('deployer', { observe: async () => seen }) };
  const step = aStep(claimServices, params, { projects, releases, deployers });
  const claims = async () => Object.fromEntries((await projects.get('shop')).claims);
  return { ...step, projects, claims };
}

const held: ProjectEvent = {
  v,
  type: 'services.claimed',
  release: rel(2),
  environment: 'production',
  services: ['web'],
};
const closed: ProjectEvent = { v, type: 'release.closed', release: rel(2), ending: 'released' };
const ran = (version: string): ProjectEvent => ({
  v,
  type: 'service.ran',
  release: rel(2),
  environment: 'production',
  service: 'api',
  version,
  commit: null,
});

describe('claim-services', () => {
  it('takes every service of the release, once', async () => {
    const claim = await aClaim();
    expect(await claim.run()).toEqual({ kind: 'succeeded', result: { at: noon } });
    expect(await claim.run()).toEqual({ kind: 'succeeded', result: { at: noon } });
    expect(await claim.claims()).toEqual({ 'production/api': rel(1), 'production/web': rel(1) });
    expect((await claim.projects.get('shop')).seq).toBe(1);
  });

  it('takes nothing while another release holds one of them, and names it', async () => {
    const claim = await aClaim({ past: [held] });
    expect(await claim.run()).toEqual({
      kind: 'pending',
      handle: { waitingFor: [rel(2)] },
      lookAgainIn: 2_000,
      note: 'Waits for 1.5.0 to end in production.',
    });
    expect(await claim.claims()).toEqual({ 'production/web': rel(2) });
  });

  it('takes them when the other has ended', async () => {
    const claim = await aClaim({ past: [held] });
    await claim.run();
    await claim.projects.change('shop', () => [closed]);
    expect(await claim.poll({ waitingFor: [rel(2)] })).toMatchObject({ kind: 'succeeded' });
  });

  it('lets one of two releases have them that ask at once', async () => {
    const claim = await aClaim();
    const other = { ...held, services: ['api', 'web'] };
    await Promise.all([
      claim.run(),
      claim.projects.change('shop', (record) => (record.claims.size === 0 ? [other] : [])),
    ]);
    expect(new Set(Object.values(await claim.claims())).size).toBe(1);
  });

  it('takes nothing for a release that was closed meanwhile', async () => {
    const past: ProjectEvent[] = [
      { v, type: 'release.opened', release: rel(1), version: '1.5.0', intent: 'release' },
      { ...closed, release: rel(1), ending: 'cancelled' },
    ];
    const claim = await aClaim({ past });
    await claim.run();
    expect(await claim.claims()).toEqual({});
  });

  it('has always to be looked at again after a death, since claiming twice is claiming once', async () => {
    expect(await (await aClaim()).probe()).toEqual({ kind: 'not-done' });
  });
});

describe('claim-services, asked whether the way back still holds,', () => {
  const overtaken = {
    kind: 'failed',
    code: 'BASELINE_MOVED',
    message:
      'In production api runs 1.4.9, not 1.4.2 as when this was planned, so its way back would lead to the wrong version. Cancel it and ask for it again.',
  };
  const silent: Observation = { kind: 'cannot_tell', why: 'no status command' };
  const moved = aRelease().run().approve(people.sam).run('production/verify/api').release();

  it.each<readonly [string, World, unknown]>([
    ['fails when something else runs', { seen: { kind: 'running', version: '1.4.9' } }, overtaken],
    [
      'fails when a release was there that the deployer cannot tell of',
      { seen: silent, past: [ran('1.4.9')] },
      overtaken,
    ],
    ['is content with what was expected', { past: [ran('1.4.2')] }, { kind: 'succeeded' }],
    ['is content where nobody can tell', { seen: silent }, { kind: 'succeeded' }],
    ['is content with a service that is down', { seen: { kind: 'running', version: null } }, { kind: 'succeeded' }],
    [
      'is content with what the release itself has moved',
      { seen: { kind: 'running', version: '1.5.0' }, release: moved },
      { kind: 'succeeded' },
    ],
  ])('%s', async (_what, world, outcome) => {
    expect(await (await aClaim(world)).run()).toMatchObject(outcome as object);
  });
});

describe('claim-services behind a breaker', () => {
  const opened: ProjectEvent = { v, type: 'release.opened', release: rel(2), version: '1.4.9', intent: 'release' };
  const past: readonly ProjectEvent[] = [opened, held, { ...closed, ending: 'rolled_back' }];
  const breaker = { environment: 'production', rollbacks: 1, within: 3_600_000 };
  const story = () => aRelease().run();
  const byBreaker = { v, type: 'release.held', by: circuitBreaker, reason: 'too often' } as const;

  it('holds the release and takes nothing while the breaker is open, and says so once', async () => {
    const claim = await aClaim({ past, breaker });
    expect(await claim.run()).toMatchObject({
      kind: 'pending',
      handle: { isHeld: true },
      events: [{ type: 'release.held', by: circuitBreaker, reason: expect.stringContaining('web (1.4.9)') }],
    });
    const waiting = await aClaim({ past, breaker, release: story().add(byBreaker).release() });
    expect(await waiting.poll({ waitingFor: [], isHeld: true })).not.toHaveProperty('events');
    expect(await waiting.claims()).toEqual({});
  });

  it('goes on once somebody has let the release through', async () => {
    const resumed = { v, type: 'release.resumed', by: people.priya, reason: 'mended' } as const;
    const claim = await aClaim({ past, breaker, release: story().add(byBreaker).add(resumed).release() });
    expect(await claim.poll({ waitingFor: [], isHeld: true })).toMatchObject({ kind: 'succeeded' });
  });

  it('leaves a hold of a person alone until it ends', async () => {
    const byPerson = { v, type: 'release.held', by: people.jonas, reason: 'lunch' } as const;
    const claim = await aClaim({ past, breaker, release: story().add(byPerson).release() });
    expect(await claim.run()).toEqual(expect.not.objectContaining({ events: expect.anything() }));
    expect(await claim.claims()).toEqual({});
  });

  it('takes what it needs where the breaker is closed', async () => {
    expect(await (await aClaim({ past, breaker: { ...breaker, rollbacks: 2 } })).run()).toMatchObject({
      kind: 'succeeded',
    });
  });
});
