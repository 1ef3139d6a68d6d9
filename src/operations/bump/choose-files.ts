import type { Project } from '#domain/project/project.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import { discoverVersionFiles } from '#domain/version-files/discover-version-files.ts';
import { pathOfEntry, type VersionFileEntry } from '#domain/version-files/version-file-entry.ts';

/**
 * Which files a bump is about: those named, else those configured for what is versioned, else those found by their names. A named file that
 * is configured keeps what the configuration says about where its version stands.
 */
export function chooseFiles(
  paths: readonly string[],
  wanted: {
    readonly named: readonly string[] | null;
    readonly unit: ReleaseUnit;
    readonly services: Project['services'];
  },
): readonly VersionFileEntry[] {
  const { named, services, unit } = wanted;
  const configured: readonly VersionFileEntry[] = [
    ...unit.versionFiles,
    ...(unit.name === null ? Object.values(services).flatMap((service) => service.versionFiles) : []),
  ];
  if (named !== null) {
    return [...new Set(named)].map((path) => configured.find((entry) => pathOfEntry(entry) === path) ?? path);
  }
  if (configured.length > 0) return once(configured);
  const folders = unit.name === null ? [''] : unit.services.map((name) => services[name]?.path ?? name);
  return discoverVersionFiles(paths)
    .map(({ path }) => path)
    .filter((path) => folders.some((folder) => isBelow(path, folder)));
}

/** The same place twice is one place; two places in one file stay two. */
function once(entries: readonly VersionFileEntry[]): readonly VersionFileEntry[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

function isBelow(path: string, folder: string): boolean {
  const start = folder.replace(/\/+$/, '');
  return start === '' || start === '.' || path.startsWith(`${start}/`);
}
