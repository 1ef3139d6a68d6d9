import { applyEdits, type Edit } from '../edits.ts';
import { cargoToml } from '../kinds/cargo-toml.ts';
import { baseName, folderOf, pathFrom } from '../paths.ts';
import { scanToml, type TomlValue } from '../scan/toml-values.ts';
import { followRange, type Move } from './follow-range.ts';
import type { BumpedTarget, Followed, Follower } from './follower.ts';
import { followTomlLock } from './toml-lock.ts';

/** A Cargo.toml of the repository, its values by their keys joined with dots. */
type Crate = { readonly path: string; readonly folder: string; readonly values: ReadonlyMap<string, TomlValue> };

/** In a Rust workspace the versions of path dependencies on bumped crates, and the crates' own entries in every Cargo.lock above them. */
export const followCargo: Follower = {
  isFor: (target) => baseName(target) === 'Cargo.toml',
  wants: (path) => /^Cargo\.(?:toml|lock)$/.test(baseName(path)),
  follow: (files, targets) => {
    const crates = [...files].flatMap(([path, text]) => crateOf(path, text));
    const moves = movesByFolder(crates, targets);
    if (moves.size === 0) return [];
    const locked = [...moves].map(([folder, move]) => ({ folder, ...move }));
    const locks = [...files].filter(([path]) => baseName(path) === 'Cargo.lock');
    return [
      ...crates.flatMap((crate) => followDependencies(files.get(crate.path) ?? '', crate, moves)),
      ...locks.flatMap(([path, text]) => {
        const below = locked.filter(({ folder }) => isBelow(folder, folderOf(path)));
        return below.length === 0 ? [] : followTomlLock(path, text, below, (entry) => !entry.has('source'));
      }),
    ];
  },
};

function crateOf(path: string, text: string): Crate[] {
  const document = baseName(path) === 'Cargo.toml' ? scanToml(text) : null;
  if (document?.kind !== 'toml') return [];
  return [
    { path, folder: folderOf(path), values: new Map(document.values.map((value) => [value.path.join('.'), value])) },
  ];
}

/** The crates whose version changes, by folder: the targets, and the members that inherit from a workspace that is one. */
function movesByFolder(crates: readonly Crate[], targets: readonly BumpedTarget[]): ReadonlyMap<string, Move> {
  const moves = new Map<string, Move>();
  for (const crate of crates) {
    const inherits = crate.values.has('package.version.workspace');
    const name = crate.values.get('package.name')?.text;
    const owner = inherits ? workspaceOf(crate, crates) : crate;
    const target = targets.find(({ path }) => path === owner?.path);
    if (target === undefined || name === undefined) continue;
    const before = cargoToml.read(target.before);
    const olds = [before.kind === 'version' ? before.version : null, target.from].filter((version) => version !== null);
    moves.set(crate.folder, { name, olds, to: target.to });
  }
  return moves;
}

function workspaceOf(crate: Crate, crates: readonly Crate[]): Crate | undefined {
  return crates
    .filter(({ folder, values }) => values.has('workspace.package.version') && isBelow(crate.folder, folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

function followDependencies(text: string, crate: Crate, moves: ReadonlyMap<string, Move>): readonly Followed[] {
  const edits: Edit[] = [];
  const notes: Followed[] = [];
  for (const [key, value] of crate.values) {
    const table = /^(.*(?:^|\.)(?:dev-|build-)?dependencies\..+)\.path$/.exec(key)?.[1];
    const version = table === undefined ? undefined : crate.values.get(`${table}.version`);
    const folder = table === undefined ? null : pathFrom(crate.folder, value.text);
    const move = folder === null ? undefined : moves.get(folder);
    if (version === undefined || version.span === null || move === undefined) continue;
    const answer = followRequirement(version.text, move);
    if (answer.kind === 'moves') edits.push({ span: version.span, text: answer.range });
    if (answer.kind === 'outgrown') {
      const note = `it asks for ${move.name} ${version.text}, which does not let ${move.to} in`;
      notes.push({ kind: 'note', path: crate.path, note });
    }
  }
  const changed: Followed = { kind: 'changed', path: crate.path, text: applyEdits(text, edits) };
  return edits.length === 0 ? notes : [changed, ...notes];
}

/** Cargo reads a bare `1.4.2` as `^1.4.2`. */
function followRequirement(requirement: string, move: Move) {
  const isBare = /^\d/.test(requirement);
  const answer = followRange(isBare ? `^${requirement}` : requirement, move);
  return isBare && answer.kind === 'moves' ? { ...answer, range: answer.range.slice(1) } : answer;
}

function isBelow(folder: string, above: string): boolean {
  return above === '' || folder === above || folder.startsWith(`${above}/`);
}
