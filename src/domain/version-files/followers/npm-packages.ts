import { isScalar, isSeq } from 'yaml';
import { baseName, folderOf } from '../paths.ts';
import { parseYaml, yamlEntry, yamlLimit } from '../scan/yaml-scalar.ts';

/** The folders of a workspace (npm, yarn: `workspaces` of its package.json; pnpm: `packages` of pnpm-workspace.yaml), as globs. */
export type WorkspaceRoot = { readonly folder: string; readonly globs: readonly string[] };

/** A package.json as data, or null where it is no object of JSON. */
export function packageData(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const data: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isRecord(data) ? data : null;
  } catch {
    return null;
  }
}

/** The name a package.json gives its package, or null. */
export function packageName(text: string): string | null {
  const name = packageData(text)?.name;
  return typeof name === 'string' && name !== '' ? name : null;
}

/** Every workspace of a repository, the deepest first, so that a package belongs to the nearest. */
export function workspaceRoots(files: ReadonlyMap<string, string>): readonly WorkspaceRoot[] {
  const roots = [...files].flatMap(([path, text]): WorkspaceRoot[] => {
    const globs =
      baseName(path) === 'package.json'
        ? npmGlobs(text)
        : baseName(path) === 'pnpm-workspace.yaml'
          ? pnpmGlobs(text)
          : [];
    return globs.length === 0 ? [] : [{ folder: folderOf(path), globs }];
  });
  return roots.sort((a, b) => b.folder.length - a.folder.length);
}

function npmGlobs(text: string): readonly string[] {
  const workspaces = packageData(text)?.workspaces;
  const globs = isRecord(workspaces) ? workspaces.packages : workspaces;
  return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : [];
}

function pnpmGlobs(text: string): readonly string[] {
  const parsed = text.length > yamlLimit ? null : parseYaml(text);
  const packages = parsed?.kind === 'yaml' ? yamlEntry(parsed.documents[0]?.contents, 'packages') : null;
  if (!isSeq(packages)) return [];
  return packages.items.flatMap((item) => (isScalar(item) && typeof item.value === 'string' ? [item.value] : []));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
