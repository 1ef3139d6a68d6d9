import { applyEdits, type Edit, textAt } from '../edits.ts';
import { packageJson } from '../kinds/package-json.ts';
import { baseName, folderOf } from '../paths.ts';
import { indexJson, type JsonIndex, jsonStringAt } from '../scan/json-spans.ts';
import { followRange, type Move } from './follow-range.ts';
import type { BumpedTarget, Followed, Follower } from './follower.ts';
import { packageData, packageName, workspaceRoots } from './npm-packages.ts';
import { followPnpmLock } from './pnpm-lock.ts';
import { isWorkspaceFolder } from './workspace-glob.ts';
import { followYarnLock } from './yarn-lock.ts';

const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
const lockNames = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'];

/** The ranges packages of a workspace ask for each other with, in their package.json and in the lock files above them. */
export const followNpm: Follower = {
  isFor: (target) => baseName(target) === 'package.json',
  wants: (path) => ['package.json', 'pnpm-workspace.yaml', ...lockNames].includes(baseName(path)),
  follow: (files, targets) => {
    const roots = workspaceRoots(files);
    return roots.flatMap((root, index) => {
      const members = [...files.keys()].filter((path) => {
        const owner = roots.findIndex((each) => isMember(path, each));
        return baseName(path) === 'package.json' && owner === index;
      });
      const moves = targets.filter(({ path }) => members.includes(path)).flatMap(moveOf);
      if (moves.length === 0) return [];
      return [
        ...members.flatMap((path) => followMember(files, path, moves)),
        ...followLocks(files, root.folder, members, moves),
      ];
    });
  },
};

function isMember(
  path: string,
  { folder, globs }: { readonly folder: string; readonly globs: readonly string[] },
): boolean {
  const own = folderOf(path);
  if (own === folder) return true;
  const prefix = folder === '' ? '' : `${folder}/`;
  return own.startsWith(prefix) && isWorkspaceFolder(own.slice(prefix.length), globs);
}

function moveOf(target: BumpedTarget): Move[] {
  const name = packageName(target.after);
  const before = packageJson.read(target.before);
  const olds = [before.kind === 'version' ? before.version : null, target.from].filter((version) => version !== null);
  return name === null ? [] : [{ name, olds, to: target.to }];
}

function followMember(files: ReadonlyMap<string, string>, path: string, moves: readonly Move[]): Followed[] {
  const text = files.get(path) ?? '';
  if (packageData(text) === null) return [{ kind: 'invalid', path, why: 'it is not valid JSON' }];
  const { edits, notes } = followGroups(text, indexJson(text), [], moves);
  return [...changed(path, text, edits), ...notes.map((note): Followed => ({ kind: 'note', path, note }))];
}

/** The ranges below a path of keys: those of a package.json at its top, those of a lock file at `packages` and a folder. */
function followGroups(text: string, index: JsonIndex, at: readonly string[], moves: readonly Move[]) {
  const edits: Edit[] = [];
  const notes: string[] = [];
  for (const move of moves) {
    for (const group of groups) {
      const found = jsonStringAt(index, [...at, group, move.name]);
      if (found.kind !== 'found') continue;
      const range = textAt(text, found.span);
      const answer = followRange(range, move, { isLoose: group === 'peerDependencies' });
      if (answer.kind === 'moves') edits.push({ span: found.span, text: answer.range });
      if (answer.kind === 'outgrown')
        notes.push(`its ${group} ask for ${move.name} ${range}, which does not let ${move.to} in`);
    }
  }
  return { edits, notes };
}

function followLocks(
  files: ReadonlyMap<string, string>,
  root: string,
  members: readonly string[],
  moves: readonly Move[],
): Followed[] {
  const prefix = root === '' ? '' : `${root}/`;
  return lockNames.flatMap((name) => {
    const path = prefix + name;
    const text = files.get(path);
    if (text === undefined) return [];
    if (name === 'pnpm-lock.yaml') return changed(path, text, followPnpmLock(text, moves));
    if (name === 'yarn.lock') return changed(path, text, followYarnLock(text, moves));
    const owners = members.map((member) => ({
      folder: folderOf(member).slice(prefix.length),
      text: files.get(member) ?? '',
    }));
    return changed(path, text, followPackageLock(text, owners, moves));
  });
}

/** `packages[folder]` holds the ranges of lockfileVersion 2 and 3, `dependencies[name].requires` those of 1 and 2. */
function followPackageLock(
  text: string,
  owners: readonly { readonly folder: string; readonly text: string }[],
  moves: readonly Move[],
): readonly Edit[] {
  const index = indexJson(text);
  return owners.flatMap(({ folder, text: member }) => {
    const required = moves.flatMap((move): Edit[] => {
      const found = jsonStringAt(index, ['dependencies', packageName(member) ?? '', 'requires', move.name]);
      const answer = found.kind === 'found' ? followRange(textAt(text, found.span), move) : null;
      return found.kind === 'found' && answer?.kind === 'moves' ? [{ span: found.span, text: answer.range }] : [];
    });
    return [...followGroups(text, index, ['packages', folder], moves).edits, ...required];
  });
}

function changed(path: string, text: string, edits: readonly Edit[]): Followed[] {
  return edits.length === 0 ? [] : [{ kind: 'changed', path, text: applyEdits(text, edits) }];
}
