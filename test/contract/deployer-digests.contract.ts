import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '#domain/ids.ts';
import { StepId } from '#domain/ids.ts';
import type { StepState } from '#domain/release/step-state.ts';
import { verifyService } from '#jobs/steps/verify-service.ts';
import { createProjectLog } from '#operations/project-log.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { StepOutcome } from '#operations/steps/step-definition.ts';
import type { Deployer } from '#ports/deployer.ts';
import { aStep, noon } from '../jobs/steps/a-step.ts';
import { aProject, aRelease } from '../support/a-release.ts';
import { createMemoryLogStore } from '../support/memory-log-store.ts';
import { planned } from '../support/planned.ts';

/** A platform whose instances are of builds that have digests. */
export type DigestTarget = {
  client(): Deployer;
  /** Makes the instances of the api there run 1.5.0, each with one of these digests. */
  runs(environment: string, digests: readonly [string, ...string[]]): Promise<void>;
  close(): Promise<void>;
};

const one = `sha256:${'1'.repeat(64)}`;
const other = `sha256:${'2'.repeat(64)}`;

/** What a deployer promises that tells the digest of what runs: a verification compares it with the one of the environment before. */
export function describeDigests(name: string, createTarget: () => Promise<DigestTarget>): void {
  describe(`the digests of the deployer contract, told by ${name}:`, () => {
    let target: DigestTarget;
    beforeEach(async () => {
      target = await createTarget();
    });
    afterEach(() => target.close());

    it('the artifact of staging is found again in production', async () => {
      await target.runs('staging', [one]);
      await target.runs('production', [one]);
      expect(await promoted(target)).toMatchObject({ kind: 'succeeded', result: { artifact: one, sameAs: 'staging' } });
    });

    it('another build under the same version fails the verification in production, which names both', async () => {
      await target.runs('staging', [one]);
      await target.runs('production', [other]);
      const outcome = await promoted(target);
      expect(outcome).toMatchObject({ kind: 'failed', code: 'WRONG_ARTIFACT' });
      expect(outcome).toMatchObject({ message: expect.stringContaining(one) });
      expect(outcome).toMatchObject({ message: expect.stringContaining(other) });
    });

    it.each([
      ['staging', [one, other], [one]],
      ['production', [one], [one, other]],
    ] as const)('nothing is compared where %s runs two builds of it', async (_where, staging, production) => {
      await target.runs('staging', staging);
      await target.runs('production', production);
      expect(await promoted(target)).toMatchObject({ kind: 'succeeded', result: { sameAs: null } });
    });
  });
}

/** Verifies the api in staging, and then in production against what was seen there. */
async function promoted(target: DigestTarget): Promise<StepOutcome> {
  const before = await verified(target, 'staging', null);
  return verified(target, 'production', before.kind === 'succeeded' ? (before.result ?? null) : null);
}

function verified(target: DigestTarget, environment: string, before: Json): Promise<StepOutcome> {
  const clock = { now: () => noon, sleep: async () => undefined };
  const verifiedBy = StepId.parse('staging/verify/api');
  const seen = { status: 'succeeded', attempt: 1, startedAt: noon, finishedAt: noon, acceptedBy: null } as const;
  const release = aRelease().run().release();
  const steps = new Map<StepId, StepState>([...release.steps, [verifiedBy, { ...seen, result: before }]]);
  const deployer = aProject().services.api?.deployer as Json;
  const params = { project: 'shop', version: '1.5.0', deployer, health: null, verifiedBy };
  const ports = {
    releases: planned<ReleaseLog>('releases', { get: async () => ({ ...release, steps }) }),
    projects: createProjectLog({ store: createMemoryLogStore(), clock }),
    deployers: { of: () => target.client() },
  };
  return aStep(verifyService, params, ports, { environment }).run();
}
