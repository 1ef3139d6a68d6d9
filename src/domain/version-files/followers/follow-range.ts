import semver from 'semver';

/** A package of the repository whose version changes: what it was (`olds`: as read, and as asked for) and what it becomes. */
export type Move = { readonly name: string; readonly olds: readonly string[]; readonly to: string };

export type RangeAnswer =
  | { readonly kind: 'stays' }
  | { readonly kind: 'moves'; readonly range: string }
  /** The range let the old version in and does not let the new one in, and is too special to be rewritten. */
  | { readonly kind: 'outgrown' };

const simple = /^(workspace:)?([\^~=]?)(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$/;

/**
 * What becomes of a range one package asks for another of the same repository with. `^1.4.0`, `~1.4.0`, `=1.4.0` and `1.4.0`, with
 * `workspace:` before them or not, name the new version where they let the old one in; `workspace:^`, `*`, tags and addresses stay. With
 * `isLoose` (peer dependencies) a range that lets the new version in stays too.
 */
export function followRange(range: string, { olds, to }: Move, { isLoose = false } = {}): RangeAnswer {
  const match = simple.exec(range);
  const bare = match === null ? range : `${match[2]}${match[3]}`;
  if (semver.validRange(bare) === null || match?.[3] === to) return { kind: 'stays' };
  const letsIn = (version: string) => semver.satisfies(version, bare, { includePrerelease: true });
  if (!olds.some(letsIn)) return { kind: 'stays' };
  const isFit = semver.satisfies(to, bare);
  if (match === null) return isFit ? { kind: 'stays' } : { kind: 'outgrown' };
  if (isLoose && isFit) return { kind: 'stays' };
  return { kind: 'moves', range: `${match[1] ?? ''}${match[2]}${to}` };
}
