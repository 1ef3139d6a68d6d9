import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/ids.ts';
import { StepId } from '#domain/ids.ts';
import type { StepState } from '#domain/release/step-state.ts';
import { deploy } from '#jobs/steps/deploy.ts';
import { verifyService } from '#jobs/steps/verify-service.ts';
import { createProjectLog } from '#operations/project-log.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { Deployer, Deployment, Observation } from '#ports/deployer.ts';
import { aProject, aRelease } from '../../support/a-release.ts';
import { createMemoryLogStore } from '../../support/memory-log-store.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const one = `sha256:${'1'.repeat(64)}`;
const other = `sha256:${'2'.repeat(64)}`;
const verifiedBy = StepId.parse('staging/verify/api');
const deployer = aProject().services.api?.deployer as Json;

/** A release whose api was verified in staging, with the artifact that was seen there. */
function releasesWith(artifact: string | null) {
  const release = aRelease().run().release();
  const state = {
    status: 'succeeded',
    attempt: 1,
    startedAt: noon,
    finishedAt: noon,
    result: { observed: '1.5.0', told: true, artifact, sameAs: null },
    acceptedBy: null,
  } as const;
  const steps = new Map<StepId, StepState>([...release.steps, [verifiedBy, state]]);
  return planned<ReleaseLog>('releases', { get: async () => ({ ...release, steps }) });
}

describe('verify-service', () => {
  const params = { project: 'shop', version: '1.5.0', deployer, health: null };

  function verify(seen: Partial<Extract<Observation, { kind: 'running' }>>, before: string | null, more: object = {}) {
    const clock = { now: () => noon, sleep: async () => undefined };
    const observe = async (): Promise<Observation> => ({ kind: 'running', version: '1.5.0', ...seen });
    const ports = {
      releases: releasesWith(before),
      projects: createProjectLog({ store: createMemoryLogStore(), clock }),
      deployers: { of: () => planned<Deployer>('deployer', { observe }) },
    };
    return aStep(verifyService, { ...params, verifiedBy, ...more }, ports).run();
  }

  it('records the artifact that runs, and that it is the one of the environment before', async () => {
    expect(await verify({ artifact: one }, one)).toMatchObject({
      kind: 'succeeded',
      result: { artifact: one, sameAs: 'staging' },
    });
  });

  it('fails where another artifact runs under the same version, naming both', async () => {
    const outcome = await verify({ artifact: other }, one);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'WRONG_ARTIFACT' });
    const { message } = outcome as { message: string };
    expect(message).toContain(`api in production runs the artifact ${other}, and ${one} was verified in staging.`);
    expect(message).toContain('two builds of 1.5.0');
  });

  it.each([
    ['before', { artifact: one }, null, one],
    ['now', {}, one, null],
  ] as const)('compares nothing where it was not told %s', async (_when, seen, before, artifact) => {
    expect(await verify(seen, before)).toMatchObject({ kind: 'succeeded', result: { artifact, sameAs: null } });
  });

  it.each([
    ['on the idle side', { version: '1.4.2', idle: '1.5.0', idleArtifact: other }, { kind: 'idle' }],
    [
      'at a share of the traffic',
      {
        version: '1.4.2',
        shares: [
          { version: '1.4.2', percent: 80, artifact: one },
          { version: '1.5.0', percent: 20, artifact: other },
        ],
      },
      { kind: 'share', percent: 20 },
    ],
  ] as const)('fails %s already, before more customers meet it', async (_where, seen, stage) => {
    expect(await verify(seen, one, { stage })).toMatchObject({ kind: 'failed', code: 'WRONG_ARTIFACT' });
  });

  it('compares nothing with what ran before at a share whose artifact is not told', async () => {
    const shares = [
      { version: '1.4.2', percent: 80 },
      { version: '1.5.0', percent: 20 },
    ];
    const seen = { version: '1.4.2', artifact: other, shares };
    expect(await verify(seen, one, { stage: { kind: 'share', percent: 20 } })).toMatchObject({ kind: 'succeeded' });
  });
});

describe('deploy', () => {
  const params = { project: 'shop', version: '1.5.0', previous: '1.4.2', intent: 'deploy', deployer };

  async function sentWith(before: string | null, more: object): Promise<Deployment | undefined> {
    const sent: Deployment[] = [];
    const calls = {
      deploy: async (deployment: Deployment) => {
        sent.push(deployment);
        return { kind: 'success' as const };
      },
    };
    const deployers = { of: () => planned<Deployer>('deployer', calls) };
    await aStep(deploy, { ...params, ...more }, { releases: releasesWith(before), deployers }).run();
    return sent[0];
  }

  it('names the artifact that was verified in the environment before', async () => {
    expect(await sentWith(one, { verifiedBy })).toMatchObject({ version: '1.5.0', artifact: one });
  });

  it('names none where none is known or asked for', async () => {
    expect(await sentWith(null, { verifiedBy })).not.toHaveProperty('artifact');
    expect(await sentWith(one, {})).not.toHaveProperty('artifact');
  });
});
