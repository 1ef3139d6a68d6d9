import fc from 'fast-check';
import { expect } from 'vitest';
import type { VersionFileEntry } from '#domain/version-files/version-file-entry.ts';
import { bumpVersion, readVersion } from '#domain/version-files/version-file-kinds.ts';

/** A file as people write it: `@@` is the version, `##` the same text where it must stay, `#+` a build number of 7 that is counted. */
export type Sample = {
  readonly file: VersionFileEntry;
  readonly text: string;
  /** How this ecosystem writes a version. */
  readonly spell?: (version: string) => string;
  /** Which pre-releases it can write; none by default is any of SemVer. */
  readonly versions?: fc.Arbitrary<string>;
  /** Whether tabs may indent it. */
  readonly tabs?: boolean;
  /** A parser that others wrote, and the paths of the only values in which it tells the text before from the text after. */
  readonly oracle?: { readonly parse: (text: string) => unknown; readonly changed: readonly string[] };
};

const number = fc.nat({ max: 999 });
const core = fc.tuple(number, number, number).map((parts) => parts.join('.'));

/** Three numbers and nothing else. */
export const plainVersions = core;

/** Versions with a pre-release of a word and a number. */
export const phasedVersions = fc
  .tuple(core, fc.constantFrom('', '-alpha.', '-beta.', '-rc.'), number)
  .map(([numbers, phase, count]) => (phase === '' ? numbers : `${numbers}${phase}${count}`));

/** SemVer 2.0.0 with any pre-release and build metadata. */
export const anyVersions = fc
  .tuple(
    core,
    fc.constantFrom('', '-alpha.1', '-0', '-rc-1.x', '-a.b.c'),
    fc.constantFrom('', '+commit.abc123', '+001'),
  )
  .map((parts) => parts.join(''));

type Dress = { readonly crlf: boolean; readonly bom: boolean; readonly end: boolean; readonly tabs: boolean };
const dress = fc.record({ crlf: fc.boolean(), bom: fc.boolean(), end: fc.boolean(), tabs: fc.boolean() });

/** Holds a kind to its promise: what is bumped reads as the new version, every other character stays, and a second time nothing changes. */
export function checkKind(sample: Sample): void {
  const versions = sample.versions ?? anyVersions;
  fc.assert(
    fc.property(versions, versions, dress, (from, to, how) => {
      fc.pre(from !== to);
      const write = (version: string, count: number) => dressed(filled(sample, version, from, count), sample, how);
      const [before, after] = [write(from, 7), write(to, 8)];
      expect(readVersion(sample.file, before)).toEqual({ kind: 'version', version: from });
      expect(bumpVersion(sample.file, before, from, to)).toEqual({ kind: 'bumped', text: after });
      expect(readVersion(sample.file, after)).toEqual({ kind: 'version', version: to });
      expect(bumpVersion(sample.file, after, from, to)).toEqual({ kind: 'already' });
      expect(bumpVersion(sample.file, before, '1000.0.0', to)).toEqual({ kind: 'mismatch', found: from });
      expect(bumpVersion(sample.file, before, null, to)).toEqual({ kind: 'bumped', text: after });
      if (sample.oracle !== undefined)
        expect(differences(sample.oracle.parse, before, after)).toEqual(sample.oracle.changed);
    }),
    { numRuns: 60 },
  );
}

function filled({ text, spell = (version) => version }: Sample, version: string, decoy: string, count: number): string {
  return text.replaceAll('@@', spell(version)).replaceAll('##', spell(decoy)).replaceAll('#+', String(count));
}

function dressed(text: string, { tabs }: Sample, how: Dress): string {
  const indented = how.tabs && tabs !== false ? text.replaceAll(/^ +/gm, '\t') : text;
  const ended = how.end ? indented : indented.replace(/\n$/, '');
  return (how.bom ? '\ufeff' : '') + (how.crlf ? ended.replaceAll('\n', '\r\n') : ended);
}

function differences(parse: (text: string) => unknown, before: string, after: string): readonly string[] {
  const [old, fresh] = [new Map(leaves(parse(before))), new Map(leaves(parse(after)))];
  expect([...fresh.keys()]).toEqual([...old.keys()]);
  return [...fresh].flatMap(([path, value]) => (old.get(path) === value ? [] : [path]));
}

function leaves(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, below]) => leaves(below, path === '' ? key : `${path}/${key}`));
}
