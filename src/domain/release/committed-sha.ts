import { z } from 'zod';
import { Sha } from '../ids.ts';
import type { Release } from './release.ts';
import { stateOf } from './step-of.ts';

const Committed = z.object({ sha: Sha });

/** The commit a release goes out as: the one it made, or, where it changes no file, the one it is made of. Null before it is made, and for a rollback. */
export function committedSha(release: Release): Sha | null {
  const { intent, source, steps } = release.plan;
  const commit = steps.find(({ kind }) => kind === 'commit-release');
  if (commit === undefined) return intent === 'rollback' ? null : source;
  const state = stateOf(release, commit.id);
  const made = state.status === 'succeeded' ? Committed.safeParse(state.result) : null;
  return made?.success === true ? made.data.sha : null;
}
