import { z } from 'zod';
import type { Json, StepId } from '../ids.ts';
import type { Release } from './release.ts';
import { stateOf } from './step-of.ts';

const Result = z.object({ artifact: z.string().min(1) });

/** The digest of the artifact that a verification found running; null where it told of none, and where a person accepted it unseen. */
export function verifiedArtifact(release: Release, verification: StepId): string | null {
  const state = stateOf(release, verification);
  const result = state.status === 'succeeded' ? Result.safeParse(state.result) : null;
  return result?.success === true ? result.data.artifact : null;
}

const Compared = Result.extend({ sameAs: z.string().min(1) });

/** The artifact of a verification and the environment where the same one was verified before; null where the result tells of no such thing. */
export function artifactSeen(result: Json): { readonly artifact: string; readonly sameAs: string } | null {
  const compared = Compared.safeParse(result);
  return compared.success ? compared.data : null;
}
