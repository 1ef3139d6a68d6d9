import { failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { Version } from '#domain/version/version.ts';
import { companionsOf, readVersion } from '#domain/version-files/version-file-kinds.ts';
import type { Git } from '#ports/git.ts';

type Said = { readonly path: string; readonly version: string };

/** Whether every version file at `head` is there and says the version before, so that a release can replace it. */
export async function versionFilesVerdict(
  git: Git,
  at: { readonly project: Project; readonly head: Sha; readonly previous: Version | null },
): Promise<Verdict> {
  const { head, previous, project } = at;
  const paths = [
    ...project.versionFiles,
    ...Object.values(project.services).flatMap((service) => service.versionFiles),
  ];
  if (paths.length === 0) return ok('None is configured; the tag alone holds the version.');
  const { said, ...files } = await readAll(git, head, [...new Set(paths)]);
  const broken = [...files.broken, ...(await brokenCompanions(git, head, paths))];
  if (broken.length > 0) return failed(`${broken.join('; ')}.`, 'Correct the files, or versionFiles in fairlead.yml.');
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

async function readAll(git: Git, head: Sha, paths: readonly string[]) {
  const broken: string[] = [];
  const said: Said[] = [];
  for (const path of paths) {
    const text = await git.readFile(head, path);
    const reading = text === null ? null : readVersion(path, text);
    if (reading === null) broken.push(`${path} is not on the branch`);
    else if (reading.kind !== 'version') broken.push(`${path}: ${reading.why}`);
    else said.push({ path, version: reading.version });
  }
  return { broken, said };
}

/** Lock files that could not be bumped. One that merely lags behind is set right by the release. */
async function brokenCompanions(git: Git, head: Sha, paths: readonly string[]): Promise<readonly string[]> {
  const companions = paths.flatMap((path) => companionsOf(path)).filter(({ path }) => !paths.includes(path));
  const found = await Promise.all(
    companions.map(async ({ bump, path }) => {
      const text = await git.readFile(head, path);
      const outcome = text === null ? null : bump(text, { from: null, to: '0.0.0' });
      return outcome?.kind === 'invalid' ? [`${path}: ${outcome.why}`] : [];
    }),
  );
  return found.flat();
}
