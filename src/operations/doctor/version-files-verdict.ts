import { failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { Sha } from '#domain/ids.ts';
import { plannedVersionFiles } from '#domain/plan/planned-version-files.ts';
import type { Project } from '#domain/project/project.ts';
import type { Version } from '#domain/version/version.ts';
import { pathOfEntry, type VersionFileEntry } from '#domain/version-files/version-file-entry.ts';
import { bumpVersion, companionsOf, readVersion } from '#domain/version-files/version-file-kinds.ts';
import type { Git } from '#ports/git.ts';

type Said = { readonly path: string; readonly version: string };

/** Whether every version file at `head` is there and says the version before, so that a release can replace it. */
export async function versionFilesVerdict(
  git: Git,
  at: { readonly project: Project; readonly head: Sha; readonly previous: Version | null },
): Promise<Verdict> {
  const { head, previous, project } = at;
  const files = plannedVersionFiles(project, Object.keys(project.services));
  if (files.length === 0) return ok('None is configured; the tag alone holds the version.');
  const { said, ...unread } = await readAll(git, { head, previous }, files);
  const broken = [...unread.broken, ...(await brokenCompanions(git, head, files))];
  if (broken.length > 0) return failed(`${broken.join('; ')}.`, 'Correct the files, or versionFiles in fairlead.yml.');
  if (said.length === 0) return ok('The tag alone holds the version.');
  const expected = previous ?? said[0]?.version ?? '';
  const other = said.filter(({ version }) => version !== expected);
  if (other.length === 0) return ok(`${said.length === 1 ? 'It says' : `All ${said.length} say`} ${expected}.`);
  const differing = other.map(({ path, version }) => `${path} says ${version}`).join(', ');
  if (previous === null) {
    return warning(
      `${said[0]?.path} says ${expected}, ${differing}.`,
      'The first release writes one version into all of them.',
    );
  }
  return failed(
    `${differing}; the release before is ${previous}.`,
    `Write ${previous} there, so that the next version can replace it.`,
  );
}

async function readAll(
  git: Git,
  { head, previous }: { readonly head: Sha; readonly previous: Version | null },
  files: readonly VersionFileEntry[],
) {
  const broken: string[] = [];
  const said: Said[] = [];
  for (const file of files) {
    const path = pathOfEntry(file);
    const text = await git.readFile(head, path);
    const reading = text === null ? null : readVersion(file, text);
    // A go.mod holds no version and still has a say in which it may be.
    const bumped = text === null ? null : bumpVersion(file, text, null, previous ?? '0.0.0');
    if (reading === null) broken.push(`${path} is not on the branch`);
    else if (reading.kind === 'absent' && bumped?.kind === 'already') continue;
    else if (reading.kind !== 'version')
      broken.push(`${path}: ${bumped?.kind === 'invalid' ? bumped.why : reading.why}`);
    else said.push({ path, version: reading.version });
  }
  return { broken, said };
}

/** Lock files that could not be bumped. One that merely lags behind is set right by the release. */
async function brokenCompanions(git: Git, head: Sha, files: readonly VersionFileEntry[]): Promise<readonly string[]> {
  const own = files.map(pathOfEntry);
  const companions = files.flatMap((file) => companionsOf(file)).filter(({ path }) => !own.includes(path));
  const found = await Promise.all(
    companions.map(async ({ bump, path }) => {
      const text = await git.readFile(head, path);
      const outcome = text === null ? null : bump(text, { from: null, to: '0.0.0' });
      return outcome?.kind === 'invalid' ? [`${path}: ${outcome.why}`] : [];
    }),
  );
  return found.flat();
}
