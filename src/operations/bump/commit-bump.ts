import type { Millis, Sha } from '#domain/ids.ts';
import type { PreparedBump, VersionBumpRefusal } from '#domain/version-bump/version-bump-outcome.ts';
import type { Git } from '#ports/git.ts';
import { releaseAuthor } from '../steps/release-commit.ts';

export type CommitEnd =
  | { readonly kind: 'pushed'; readonly sha: Sha }
  /** Somebody pushed to the branch meanwhile: everything is to be worked out again. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'refused'; readonly refusal: VersionBumpRefusal };

/**
 * Commits a bump on top of `head` and brings it to the branch as a fast-forward. The commit is compared with the plan before anybody can
 * see it: one that changes any other path is refused. The same head, bump and date give the same commit.
 */
export async function commitBump(
  git: Pick<Git, 'prepareCommit' | 'changedPaths' | 'pushBranch'>,
  at: {
    readonly bump: PreparedBump;
    readonly branch: string;
    readonly head: Sha;
    readonly message: string;
    readonly at: Millis;
  },
): Promise<CommitEnd> {
  const { branch, bump, head, message } = at;
  const changes = bump.edits.map(({ after, path }) => ({ path, text: after }));
  const sha = await git.prepareCommit({ parent: head, message, changes, ...releaseAuthor, at: at.at });
  const stray = strayPaths(bump, await git.changedPaths({ from: head, to: sha }));
  if (stray.length > 0) return { kind: 'refused', refusal: { code: 'touches_more', paths: stray } };
  const outcome = await git.pushBranch(branch, sha);
  if (outcome.kind !== 'refused') return { kind: 'pushed', sha };
  if (outcome.reason !== 'protected') return { kind: 'overtaken' };
  return { kind: 'refused', refusal: { code: 'branch_protected', branch, why: outcome.why ?? '' } };
}

/** Paths that a commit changes and the plan does not, or the other way round. */
export function strayPaths(bump: PreparedBump, changed: readonly string[]): readonly string[] {
  const planned = new Set(bump.edits.map(({ path }) => path));
  const found = new Set(changed);
  return [...changed.filter((path) => !planned.has(path)), ...[...planned].filter((path) => !found.has(path))];
}

/** The message of a bump commit, as that of a release commit: Conventional Commits 1.0.0, of a type no changelog lists. */
export function bumpMessage(version: string, unit: string | null): string {
  return `chore(release): ${unit === null ? '' : `${unit} `}${version}\n`;
}
