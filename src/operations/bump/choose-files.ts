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
    /** Only those of these services, where they share a version with others. */
    readonly only?: readonly string[] | null;
  },
): readonly VersionFileEntry[] {
  const { named, only = null, services, unit } = wanted;
  const configured = configuredFiles(wanted);
  if (named !== null) {
    return [...new Set(named)].map((path) => configured.find((entry) => pathOfEntry(entry) === path) ?? path);
  }
  if (configured.length > 0) return once(configured);
  const parts = only ?? (unit.name === null ? null : unit.services);
  const folders = parts === null ? [''] : parts.map((name) => services[name]?.path ?? name);
  return discoverVersionFiles(paths)
    .map(({ path }) => path)
    .filter((path) => folders.some((folder) => isBelow(path, folder)));
}

function configuredFiles({
  only = null,
  services,
  unit,
}: Parameters<typeof chooseFiles>[1]): readonly VersionFileEntry[] {
  if (unit.name !== null) return unit.versionFiles;
  const meant = only ?? Object.keys(services);
  const ofServices = meant.flatMap((name) => services[name]?.versionFiles ?? []);
  return only === null ? [...unit.versionFiles, ...ofServices] : ofServices;
}

/** The same place twice is one place; two places in one file stay two. */
function once(entries: readonly VersionFileEntry[]): readonly VersionFileEntry[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

function isBelow(path: string, folder: string): boolean {
  const start = folder.replace(/\/+$/, '');
  return start === '' || start === '.' || path.startsWith(`${start}/`);
}
