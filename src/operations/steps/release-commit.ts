import { z } from 'zod';
import { insertChangelogSection } from '#domain/changelog/insert-changelog-section.ts';
import { Sha } from '#domain/ids.ts';
import type { BumpOutcome } from '#domain/version-files/version-file.ts';
import { bumpVersion, companionsOf } from '#domain/version-files/version-file-kinds.ts';
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
  versionFiles: z.array(z.string()),
  changelogPath: z.string(),
  changelog: z.string(),
  at: z.number(),
});
export type CommitParams = z.infer<typeof CommitParams>;

/** Who release commits and tags are by. A fixed name keeps the commit the same on every machine. */
export const releaseAuthor = { authorName: 'Fairlead', authorEmail: 'fairlead@localhost' } as const;

/** The version files and their companions with the new version in them. Throws VERSION_FILE_INVALID naming every file that will not do. */
export async function bumpedFiles(git: Git, params: CommitParams): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  const problems: string[] = [];
  const take = (path: string, outcome: BumpOutcome): void => {
    if (outcome.kind === 'bumped') changes.push({ path, text: outcome.text });
    if (outcome.kind === 'mismatch')
      problems.push(`${path} says ${outcome.found}, not ${params.previous ?? 'any version'}`);
    if (outcome.kind === 'invalid') problems.push(`${path}: ${outcome.why}`);
  };
  for (const path of params.versionFiles) {
    const text = await git.readFile(params.source, path);
    if (text === null) {
      problems.push(`${path} is not in the repository`);
      continue;
    }
    take(path, bumpVersion(path, text, params.previous, params.version));
    for (const companion of companionsOf(path)) {
      const beside = params.versionFiles.includes(companion.path)
        ? null
        : await git.readFile(params.source, companion.path);
      if (beside !== null) take(companion.path, companion.bump(beside, { from: params.previous, to: params.version }));
    }
  }
  if (problems.length === 0) return changes;
  throw new ReleaseError(
    'VERSION_FILE_INVALID',
    'user',
    `The version files cannot be bumped to ${params.version}: ${problems.join('; ')}. Correct them on the branch and release again.`,
  );
}

/** The changelog with the new section. Throws VERSION_FILE_INVALID when somebody has written that section by hand. */
export async function changedChangelog(git: Git, params: CommitParams): Promise<readonly FileChange[]> {
  const text = await git.readFile(params.source, params.changelogPath);
  const inserted = insertChangelogSection(text, params.changelog, params.version);
  if (inserted.kind === 'already') return [];
  if (inserted.kind === 'inserted') return [{ path: params.changelogPath, text: inserted.text }];
  throw new ReleaseError(
    'VERSION_FILE_INVALID',
    'user',
    `${params.changelogPath} has a section for ${params.version} already, with other words. The changelog is generated: remove the section and release again.`,
  );
}

/** Makes the release commit, or finds it: the same parameters give the same commit everywhere. */
export async function releaseCommit(
  git: Git,
  params: CommitParams,
): Promise<{ readonly sha: Sha; readonly paths: readonly string[] }> {
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
