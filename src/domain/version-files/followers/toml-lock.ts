import { applyEdits, type Edit } from '../edits.ts';
import { scanToml, type TomlValue } from '../scan/toml-values.ts';
import type { Followed } from './follower.ts';

/** A package whose entry in a lock file is to say a version, as its ecosystem spells it; `olds` are the spellings it may say now. */
export type LockedPackage = { readonly name: string; readonly olds: readonly string[]; readonly to: string };

/** One `[[package]]` of a lock file, its keys joined with dots. */
type Entry = ReadonlyMap<string, TomlValue>;

/**
 * Changes the own packages of a Cargo.lock or uv.lock: the `version` of each `[[package]]` of that name that is no foreign one, and
 * `name version` where another entry depends on it so.
 */
export function followTomlLock(
  path: string,
  text: string,
  packages: readonly LockedPackage[],
  isOwn: (entry: Entry) => boolean,
): readonly Followed[] {
  const document = scanToml(text);
  if (document.kind === 'invalid') return [{ kind: 'invalid', path, why: document.why }];
  const edits: Edit[] = [];
  for (const entry of entriesOf(document.values)) {
    const version = entry.get('version');
    const locked = packages.find(({ name }) => name === entry.get('name')?.text);
    if (locked !== undefined && version !== undefined && isOwn(entry))
      edits.push(...edited(version, version.text, locked.to));
    for (const [key, value] of entry) {
      if (/^dependencies\.\d+$/.test(key))
        edits.push(...edited(value, value.text, movedDependency(value.text, packages)));
    }
  }
  return edits.length === 0 ? [] : [{ kind: 'changed', path, text: applyEdits(text, edits) }];
}

/** Cargo writes the version where two packages bear the name; a source behind it belongs to a foreign one. */
function movedDependency(written: string, packages: readonly LockedPackage[]): string {
  const [name, version, source] = written.split(' ');
  const locked = packages.find((each) => each.name === name);
  const isOurs = version !== undefined && source === undefined && locked?.olds.includes(version) === true;
  return isOurs ? `${name} ${locked.to}` : written;
}

function edited({ span }: TomlValue, before: string, after: string): Edit[] {
  return span === null || before === after ? [] : [{ span, text: after }];
}

function entriesOf(values: readonly TomlValue[]): readonly Entry[] {
  const entries = new Map<string, Map<string, TomlValue>>();
  for (const value of values) {
    const [table, number = '', ...key] = value.path;
    if (table !== 'package') continue;
    const entry = entries.get(number) ?? new Map<string, TomlValue>();
    entries.set(number, entry.set(key.join('.'), value));
  }
  return [...entries.values()];
}
