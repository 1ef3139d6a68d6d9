import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deployer, Deployment } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from './deployer.contract.ts';

/** A place to deploy to that keeps what was built. */
export type ArtifactTarget = {
  client(): Deployer;
  /** Builds a version of the api anew, with other bytes each time, and gives the digest of what came of it. */
  build(version: string): Promise<string>;
  /** Whether an earlier build of a version can still be run; a deployment that names one is refused otherwise. */
  readonly keepsBuilds?: boolean;
  close(): Promise<void>;
};

/** What a deployer promises that says it runs the very artifact that is named. */
export function describeArtifacts(name: string, createTarget: () => Promise<ArtifactTarget>): void {
  describe(`the artifacts of the deployer contract, kept by ${name}:`, () => {
    let target: ArtifactTarget;
    beforeEach(async () => {
      target = await createTarget();
    });
    afterEach(() => target.close());

    const staging = { service: 'api', environment: 'staging' };
    const production = { service: 'api', environment: 'production' };
    const artifactIn = async (place: typeof staging): Promise<string | undefined> => {
      const seen = await target.client().observe(place);
      return seen.kind === 'running' ? seen.artifact : undefined;
    };
    const isCarriedOut = async (deployment: Deployment): Promise<boolean> => {
      const client = target.client();
      try {
        const end = await untilSettled(() => client, deployment, await client.deploy(deployment));
        return end.kind === 'success';
      } catch {
        return false;
      }
    };

    it('it says so, and tells the digest of what runs', async () => {
      expect(await target.client().capabilities()).toMatchObject({ artifacts: true });
      const built = await target.build('1.5.0');
      expect(await isCarriedOut(aDeployment({ ...staging, previous: null }))).toBe(true);
      expect(await artifactIn(staging)).toBe(built);
    });

    it('the artifact that is named runs', async () => {
      const built = await target.build('1.5.0');
      expect(await isCarriedOut(aDeployment({ ...production, previous: null, artifact: built }))).toBe(true);
      expect(await artifactIn(production)).toBe(built);
    });

    it('the last build of a version never runs in the place of the one that is named', async () => {
      const before = await target.build('1.4.2');
      await isCarriedOut(aDeployment({ ...production, version: '1.4.2', previous: null }));
      const verified = await target.build('1.5.0');
      await target.build('1.5.0');
      const { keepsBuilds = false } = target;
      expect(await isCarriedOut(aDeployment({ ...production, artifact: verified }))).toBe(keepsBuilds);
      expect(await artifactIn(production)).toBe(keepsBuilds ? verified : before);
    });

    it('another build of the same version is refused on the idle side, where there is one', async () => {
      const { stages } = await target.client().capabilities();
      if (stages?.includes('idle') !== true) return;
      await target.build('1.4.2');
      await isCarriedOut(aDeployment({ ...production, version: '1.4.2', previous: null }));
      const [verified, newer] = [await target.build('1.5.0'), await target.build('1.5.0')];
      const toIdle = (artifact: string) => aDeployment({ ...production, artifact, stage: { kind: 'idle' } });
      expect(await isCarriedOut(toIdle(verified))).toBe(false);
      expect(await isCarriedOut(toIdle(newer))).toBe(true);
      expect(await target.client().observe(production)).toMatchObject({ idle: '1.5.0', idleArtifact: newer });
    });
  });
}
