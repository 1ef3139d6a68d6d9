import { kindOfPath } from './version-file-kinds.ts';

/** A file that by its path is likely to hold a version. `owner` is the folder of the package it belongs to, '' for the whole repository. */
export type DiscoveredVersionFile = { readonly path: string; readonly kind: string; readonly owner: string };

/** Folders whose version files are somebody else's, made by a build, or there to be tested with. */
const skippedFolders: ReadonlySet<string> = new Set(
  [
    'node_modules bower_components vendor third_party third-party external deps Pods Carthage site-packages venv env',
    'dist build out target obj coverage tmp generated __generated__ ephemeral',
    'test tests spec specs testdata test-data test_data fixture fixtures __fixtures__ __tests__ __mocks__ e2e testing',
    'example examples sample samples demo demos templates template benchmark benchmarks bench docs doc',
  ].flatMap((line) => line.split(' ')),
);

/**
 * The files of a repository that are likely version files, those nearest the root first, then by path. Dependencies, build output, tests,
 * examples and hidden folders are passed over. Whether a file really holds a version only its text tells.
 */
export function discoverVersionFiles(paths: readonly string[]): readonly DiscoveredVersionFile[] {
  return paths
    .flatMap((path): DiscoveredVersionFile[] => {
      const folders = path.split('/').slice(0, -1);
      if (folders.some((folder) => skippedFolders.has(folder) || folder.startsWith('.'))) return [];
      const kind = kindOfPath(path);
      return kind === undefined || kind.isLikely?.(path) === false
        ? []
        : [{ path, kind: kind.name, owner: folders.join('/') }];
    })
    .sort((a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1));
}

function depth(path: string): number {
  return path.split('/').length;
}
