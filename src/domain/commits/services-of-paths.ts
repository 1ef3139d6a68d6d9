/** Where services are and were, by name; a service without folders is known by its scope alone. */
export type ServicePlaces = Readonly<
  Record<
    string,
    {
      readonly path?: string | undefined;
      readonly formerPaths?: readonly string[] | undefined;
      readonly formerNames?: readonly string[] | undefined;
    }
  >
>;

/**
 * The services whose folder, present or former, holds one of the paths; of folders within folders the innermost counts. In the order of
 * `services`, each once; empty when no service is touched. Paths are those of git: with `/`, relative to the root.
 */
export function servicesOfPaths(paths: readonly string[], services: ServicePlaces): readonly string[] {
  const folders = foldersOf(services);
  const touched = new Set<string>();
  for (const path of paths) {
    for (const name of ownersOf(path, folders)) touched.add(name);
    if (touched.size === Object.keys(services).length) break;
  }
  return Object.keys(services).filter((name) => touched.has(name));
}

function foldersOf(services: ServicePlaces): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const [name, { path, formerPaths = [] }] of Object.entries(services)) {
    for (const folder of path === undefined ? formerPaths : [path, ...formerPaths]) {
      const key = folder
        .replace(/^(?:\.\/)+/, '')
        .replace(/\/+$/, '')
        .replace(/^\.$/, '');
      folders.set(key, [...(folders.get(key) ?? []), name]);
    }
  }
  return folders;
}

function ownersOf(path: string, folders: ReadonlyMap<string, readonly string[]>): readonly string[] {
  let folder = path;
  for (;;) {
    const owners = folders.get(folder);
    if (owners !== undefined) return owners;
    if (folder === '') return [];
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  }
}
