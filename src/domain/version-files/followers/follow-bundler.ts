import { applyEdits, type Edit } from '../edits.ts';
import { baseName, folderOf } from '../paths.ts';
import { rubySpelling } from '../spelling/ruby-spelling.ts';
import type { Followed, Follower } from './follower.ts';

/** A gem's own entry in the Gemfile.lock beside its gemspec: the line `    shop (1.4.2)` below `PATH` and `remote: .`. */
export const followBundler: Follower = {
  isFor: (target) => baseName(target) === 'version.rb' || target.endsWith('.gemspec'),
  wants: (path) => baseName(path) === 'Gemfile.lock' || path.endsWith('.gemspec'),
  follow: (files, targets) => {
    const locks = [...files].filter(([path]) => baseName(path) === 'Gemfile.lock');
    return locks.flatMap(([path, text]): readonly Followed[] => {
      const folder = folderOf(path);
      const gems = [...files.keys()].filter((file) => file.endsWith('.gemspec') && folderOf(file) === folder);
      const target = targets.find(
        (each) => followBundler.isFor(each.path) && (folder === '' || each.path.startsWith(`${folder}/`)),
      );
      const spelled = target === undefined ? null : rubySpelling.write(target.to, '');
      if (spelled?.kind !== 'spelled' || gems.length !== 1) return [];
      const edits = ownEntries(text, spelled.text);
      return edits.length === 0 ? [] : [{ kind: 'changed', path, text: applyEdits(text, edits) }];
    });
  },
};

function ownEntries(text: string, version: string): readonly Edit[] {
  const edits: Edit[] = [];
  let [isPath, isHere] = [false, false];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const [line] = match;
    if (/^\S/.test(line)) isPath = line === 'PATH';
    if (/^ {2}remote: /.test(line)) isHere = line === '  remote: .';
    const entry = /^ {4}\S+ \(([^()]+)\)$/.exec(line);
    if (!isPath || !isHere || entry === null || entry[1] === version) continue;
    const end = match.index + line.length - 1;
    edits.push({ span: { start: end - (entry[1] ?? '').length, end }, text: version });
  }
  return edits;
}
