import type { Commit } from './commit.ts';
import { type ServicePlaces, servicesOfPaths } from './services-of-paths.ts';

/**
 * The services a commit is about: those whose folders it changes, or else those its scope names; several, in the order of `services`, or
 * none when it concerns the project as a whole. `paths` is null where nobody asked git for them.
 */
export function servicesOfCommit(
  commit: Pick<Commit, 'scope'>,
  paths: readonly string[] | null,
  services: ServicePlaces,
): readonly string[] {
  return servicesBy(paths === null ? [] : servicesOfPaths(paths, services), commit.scope, services);
}

/** The same where the services of the changed folders are known already: one commit may tell several changes of different scopes. */
export function servicesBy(
  touched: readonly string[],
  scope: string | null,
  services: ServicePlaces,
): readonly string[] {
  return touched.length > 0 ? touched : servicesOfScope(scope, services);
}

/**
 * The services a scope names: by name, former name or last folder, in any case, alone or in a list (`api,worker`), with a part after a
 * slash or colon (`api/cart`) or a package's owner before it (`@shop/api`).
 */
export function servicesOfScope(scope: string | null, services: ServicePlaces): readonly string[] {
  if (scope === null) return [];
  const words = new Set(
    scope
      .toLowerCase()
      .split(/[,+&;|\s]+/)
      .flatMap(namesIn),
  );
  return Object.keys(services).filter((name) => knownAs(name, services).some((known) => words.has(known)));
}

function namesIn(word: string): readonly string[] {
  const unowned = word.replace(/^@[^/]*\//, '');
  return [word, unowned, unowned.split(/[/:]/, 1)[0] ?? unowned];
}

function knownAs(name: string, services: ServicePlaces): readonly string[] {
  const { path, formerPaths = [], formerNames = [] } = services[name] ?? {};
  const folders = [path, ...formerPaths].flatMap((folder) => folder?.split('/').filter(Boolean).at(-1) ?? []);
  return [name, ...formerNames, ...folders].map((known) => known.toLowerCase());
}
