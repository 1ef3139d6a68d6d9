import type { Sha } from '../ids.ts';
import { committedSha } from './committed-sha.ts';
import type { Release } from './release.ts';
import { stateOf } from './step-of.ts';

/** The commit that a release tagged which deploys nothing; null for one that deploys, and while the tag is not pushed. */
export function taggedCommit(release: Release): Sha | null {
  const { environments, steps } = release.plan;
  const push = steps.find(({ kind }) => kind === 'push-tag');
  const isTagged = push !== undefined && stateOf(release, push.id).status === 'succeeded';
  return isTagged && environments.length === 0 ? committedSha(release) : null;
}
