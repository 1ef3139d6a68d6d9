import { z } from 'zod';
import { insertChangelogSection } from '#domain/changelog/insert-changelog-section.ts';
import { Sha } from '#domain/ids.ts';
import { type BumpProblem, filesForBump, planBump } from '#domain/version-files/plan-bump.ts';
import { pathOfEntry, VersionPlace } from '#domain/version-files/version-file-entry.ts';
import { companionsOf } from '#domain/version-files/version-file-kinds.ts';
import { ReleaseError } from '#errors.ts';
import type { FileChange, Git } from '#ports/git.ts';

/** What every step that needs the release commit is told: enough to make the very same commit on any machine. */
export const CommitParams = z.object({
  url: z.string(),
  source: Sha,
  version: z.string(),
  /** The service or group whose version it is; absent where the version is the project's. */
  unit: z.string().exactOptional(),
  previous: z.string().nullable(),
  versionFiles: z.array(z.union([z.string(), VersionPlace])),
  /** Whether ranges, modules and every kind of lock file follow; absent in plans made before they did, whose commit stays the same. */
  followsWorkspace: z.literal(true).exactOptional(),
  /** Null where no changelog is written. */
  changelogPath: z.string().nullable(),
  changelog: z.string(),
  at: z.number(),
});
export type CommitParams = z.infer<typeof CommitParams>;

/** Who release commits and tags are by. A fixed name keeps the commit the same on every machine. */
export const releaseAuthor = { authorName: 'Fairlead', authorEmail: 'fairlead@localhost' } as const;

/** The version files and what repeats their versions, with the new version in them. Throws VERSION_FILE_INVALID naming every file that will not do. */
export async function bumpedFiles(git: Git, params: CommitParams): Promise<readonly FileChange[]> {
  const targets = params.versionFiles.map((file) => ({ file, from: params.previous, to: params.version }));
  const paths = params.followsWorkspace
    ? await git.changedPaths({ from: null, to: params.source })
    : params.versionFiles.flatMap((file) => [pathOfEntry(file), ...companionsOf(file).map(({ path }) => path)]);
  const texts = new Map<string, string>();
  for (const path of new Set(targets.length === 0 ? [] : filesForBump(paths, targets))) {
    const text = await git.readFile(params.source, path);
    if (text !== null) texts.set(path, text);
  }
  const plan = planBump(texts, targets, { follow: params.followsWorkspace === true });
  if (plan.kind === 'planned') return plan.changes.map(({ path, text }) => ({ path, text }));
  throw new ReleaseError(
    'VERSION_FILE_INVALID',
    'user',
    `The version files cannot be bumped to ${params.version}: ${plan.problems.map(problemWords).join('; ')}. Correct them on the branch and release again.`,
  );
}

function problemWords(problem: BumpProblem): string {
  if (problem.kind === 'missing') return `${problem.path} is not in the repository`;
  if (problem.kind === 'invalid') return `${problem.path}: ${problem.why}`;
  return `${problem.path} says ${problem.found}, not ${problem.expected ?? 'any version'}`;
}

/** The changelog with the new section. Throws VERSION_FILE_INVALID when somebody has written that section by hand. */
export async function changedChangelog(git: Git, params: CommitParams): Promise<readonly FileChange[]> {
  const path = params.changelogPath;
  if (path === null) return [];
  const text = await git.readFile(params.source, path);
  const inserted = insertChangelogSection(text, params.changelog, params.version);
  if (inserted.kind === 'already') return [];
  if (inserted.kind === 'inserted') return [{ path, text: inserted.text }];
  throw new ReleaseError(
    'VERSION_FILE_INVALID',
    'user',
    `${path} has a section for ${params.version} already, with other words. The changelog is generated: remove the section and release again.`,
  );
}

/**
 * Makes the release commit, or finds it: the same parameters give the same commit everywhere. Where neither version files nor a changelog are
 * written it is the commit that was proposed.
 */
export async function releaseCommit(
  git: Git,
  params: CommitParams,
): Promise<{ readonly sha: Sha; readonly paths: readonly string[] }> {
  if (params.versionFiles.length === 0 && params.changelogPath === null) return { sha: params.source, paths: [] };
  const changes = [...(await bumpedFiles(git, params)), ...(await changedChangelog(git, params))];
  const sha = await git.prepareCommit({
    parent: params.source,
    message: `chore(release): ${params.unit === undefined ? '' : `${params.unit} `}${params.version}\n`,
    changes,
    ...releaseAuthor,
    at: params.at,
  });
  return { sha, paths: changes.map((change) => change.path) };
}
