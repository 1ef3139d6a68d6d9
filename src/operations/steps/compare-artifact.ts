import type { StepId } from '#domain/ids.ts';
import type { Stage } from '#domain/plan/stage.ts';
import { verifiedArtifact } from '#domain/release/verified-artifact.ts';
import type { Observation } from '#ports/deployer.ts';
import type { StepContext, StepOutcome, StepPorts } from './step-definition.ts';

/** What a verification tells of the artifact it saw: its digest, and where the same one was verified before. Both are null where nobody can tell. */
export type ArtifactSeen = { readonly artifact: string | null; readonly sameAs: string | null };

/**
 * Compares the artifact that a service runs with the one that was verified in the environment before. Another one fails the step: it is another
 * build under the same version, and nobody has looked at it. Where either is not known, nothing is compared.
 */
export async function compareArtifact(
  ports: Pick<StepPorts, 'releases'>,
  seen: {
    readonly artifact: string | null;
    readonly version: string | null;
    readonly verifiedBy?: StepId | undefined;
  },
  context: StepContext,
): Promise<ArtifactSeen | Extract<StepOutcome, { kind: 'failed' }>> {
  const { artifact, verifiedBy, version } = seen;
  const release = verifiedBy === undefined ? null : await ports.releases.get(context.release);
  const expected = release === null || verifiedBy === undefined ? null : verifiedArtifact(release, verifiedBy);
  if (artifact === null || expected === null) return { artifact, sameAs: null };
  const { environment, service } = context.step;
  const before = release?.plan.steps.find((step) => step.id === verifiedBy)?.environment ?? 'the environment before';
  if (artifact === expected) return { artifact, sameAs: before };
  const what = `${service ?? 'The service'} in ${environment ?? 'this environment'} runs the artifact ${artifact}, and ${expected} was verified in ${before}.`;
  const why = `They are two builds of ${version ?? 'one version'}, and nobody has looked at the first. Deploy the one that was verified, or release the next version.`;
  return { kind: 'failed', code: 'WRONG_ARTIFACT', message: `${what} ${why}` };
}

/** The digest of the artifact of a version at a stage of its way, among all that is told of a place; null where it is not told. */
export function artifactAt(seen: Observation, stage: Stage | undefined, version: string | null): string | null {
  if (seen.kind !== 'running' || version === null) return null;
  if (stage?.kind === 'idle') return seen.idle === version ? (seen.idleArtifact ?? null) : null;
  const share = seen.shares?.find((one) => one.version === version)?.artifact;
  return share ?? (seen.version === version ? (seen.artifact ?? null) : null);
}
