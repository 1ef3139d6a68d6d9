import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { FileVersion } from '#domain/tagging/tag-outcome.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import { pathOfEntry } from '#domain/version-files/version-file-entry.ts';
import { readVersion } from '#domain/version-files/version-file-kinds.ts';
import type { GitReader } from '#ports/git.ts';
import { chooseFiles } from '../bump/choose-files.ts';

/** The version files at a commit that say another version than the tag would: no reason to refuse it, but one to tell. */
export async function otherVersions(
  git: Pick<GitReader, 'changedPaths' | 'readFile'>,
  at: {
    readonly sha: Sha;
    readonly version: string;
    readonly unit: ReleaseUnit;
    readonly services: Project['services'];
  },
): Promise<readonly FileVersion[]> {
  const { services, sha, unit, version } = at;
  const paths = await git.changedPaths({ from: null, to: sha });
  const others: FileVersion[] = [];
  for (const entry of chooseFiles(paths, { named: null, unit, services })) {
    const path = pathOfEntry(entry);
    const text = paths.includes(path) ? await git.readFile(sha, path) : null;
    const reading = text === null ? null : readVersion(entry, text);
    if (reading?.kind === 'version' && reading.version !== version) others.push({ path, version: reading.version });
  }
  return others;
}
