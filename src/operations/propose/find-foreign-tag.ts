import type { Sha } from '#domain/ids.ts';
import { committedSha } from '#domain/release/committed-sha.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { wasTouched } from '#domain/release/step-state.ts';
import type { Git } from '#ports/git.ts';

/**
 * The commit that somebody else has given the release's tag to, by the mirror as it was last fetched. Null while nobody has, for a release that
 * makes no tag, and once it has begun to push its own.
 */
export async function findForeignTag(git: Pick<Git, 'tags'>, release: Release): Promise<Sha | null> {
  const { steps, tag } = release.plan;
  const push = steps.find(({ kind }) => kind === 'push-tag');
  if (push === undefined || wasTouched(stateOf(release, push.id))) return null;
  const found = (await git.tags()).find(({ name }) => name === tag);
  return found === undefined || found.sha === committedSha(release) ? null : found.sha;
}
