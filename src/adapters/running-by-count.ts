import type { Observation, VersionShare } from '#ports/deployer.ts';

/** A version, how many instances of it take requests, and the digest that all of them run, null where they do not tell one. */
export type CountedVersion = { readonly version: string; readonly count: number; readonly artifact: string | null };

/** What runs where instances share the requests evenly, the versions in the order given: the first is the one that counts as running. */
export function runningByCount(versions: readonly CountedVersion[]): Extract<Observation, { kind: 'running' }> {
  const [main] = versions;
  if (main === undefined) return { kind: 'running', version: null };
  const told = { kind: 'running', version: main.version, ...artifactOf(main) } as const;
  return versions.length === 1 ? told : { ...told, shares: inPercent(versions) };
}

/** The digest as an observation tells it: left out where none is known. */
export function artifactOf(told: { readonly artifact: string | null } | null): { readonly artifact?: string } {
  return told === null || told.artifact === null ? {} : { artifact: told.artifact };
}

/** The same for what is on an idle side. */
export function idleArtifactOf(idle: { readonly artifact: string | null } | null): { readonly idleArtifact?: string } {
  return idle === null || idle.artifact === null ? {} : { idleArtifact: idle.artifact };
}

/** Rounded down, with what is left over for the first, so that they add up to 100. */
function inPercent(versions: readonly CountedVersion[]): readonly VersionShare[] {
  const all = versions.reduce((sum, { count }) => sum + count, 0);
  const shares = versions.map((one) => ({
    version: one.version,
    percent: Math.floor((100 * one.count) / all),
    instances: one.count,
    ...artifactOf(one),
  }));
  const rest = 100 - shares.reduce((sum, { percent }) => sum + percent, 0);
  return shares.map((share, index) => (index === 0 ? { ...share, percent: share.percent + rest } : share));
}
