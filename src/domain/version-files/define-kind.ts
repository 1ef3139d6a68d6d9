import { applyEdits, type Edit, type Span, textAt } from './edits.ts';
import { plainSpelling, type Spelling } from './spelling/spelling.ts';
import type { BumpOutcome, VersionChange, VersionFileKind, VersionReading } from './version-file.ts';

/** Where a version stands. A follower is brought to the same version whatever it says, and has no say in what the file's version is. */
export type Place = { readonly span: Span; readonly spelling?: Spelling; readonly isFollower?: boolean };

/** What a kind finds in a text. All places that are no followers must say the same. */
export type Found =
  | {
      readonly kind: 'found';
      readonly places: readonly Place[];
      /** Build numbers that are counted up, with the version and never without it. */
      readonly counters?: readonly Edit[];
    }
  | { readonly kind: 'absent'; readonly why: string }
  | { readonly kind: 'invalid'; readonly why: string };

/** A kind without `read` and `bump`, which follow from where the version stands. */
export type KindSpec = Pick<VersionFileKind, 'name' | 'changes' | 'keeps' | 'matches' | 'isLikely'> & {
  /** Longest text, in characters. */
  readonly limit?: number;
  readonly find: (text: string) => Found;
  readonly companions?: VersionFileKind['companions'];
};

/** Longer files are refused: nobody keeps a version in four million characters. */
const fileLimit = 4_000_000;

/** Makes a kind of version file from a function that finds the version. Refuses binary and huge files before they are looked at. */
export function defineKind({ find, limit = fileLimit, companions = () => [], ...rest }: KindSpec): VersionFileKind {
  const findIn = (text: string): Found => {
    const why = whyNoText(text, limit);
    return why === null ? find(text) : { kind: 'invalid', why };
  };
  return {
    ...rest,
    companions,
    read: (text) => readFound(text, findIn(text)),
    bump: (text, change) => bumpChecked(text, change, findIn),
  };
}

/** Why a file cannot be text that holds a version, or null. */
export function whyNoText(text: string, limit = fileLimit): string | null {
  if (text.length > limit) return `it is longer than ${limit} characters`;
  return text.includes('\0') ? 'it is a binary file' : null;
}

function readFound(text: string, found: Found): VersionReading {
  if (found.kind !== 'found') return found;
  const said = [...new Set(saidBy(text, found.places))];
  const [version] = said;
  if (version === undefined) return { kind: 'invalid', why: 'it holds no version' };
  if (said.length > 1) return { kind: 'invalid', why: severalVersions(said) };
  return { kind: 'version', version };
}

/** Bumps, then reads the result: a text that would not say the new version is never handed out. */
function bumpChecked(text: string, change: VersionChange, find: (text: string) => Found): BumpOutcome {
  if (!/^[0-9A-Za-z.+-]{1,256}$/.test(change.to)) return { kind: 'invalid', why: 'the new version is not a version' };
  const outcome = bumpFound(text, change, find(text));
  if (outcome.kind !== 'bumped') return outcome;
  const after = readFound(outcome.text, find(outcome.text));
  if (after.kind === 'version' && after.version === change.to) return outcome;
  return { kind: 'invalid', why: `${change.to} cannot be written so that it is read again` };
}

function bumpFound(text: string, { from, to }: VersionChange, found: Found): BumpOutcome {
  if (found.kind !== 'found') return { kind: 'invalid', why: found.why };
  const said = saidBy(text, found.places);
  const other = said.find((version) => version !== to && from !== null && version !== from);
  if (other !== undefined) return { kind: 'mismatch', found: other };
  const old = [...new Set(said.filter((version) => version !== to))];
  if (old.length > 1) return { kind: 'invalid', why: severalVersions(old) };
  const edits: Edit[] = [];
  for (const { span, spelling = plainSpelling } of found.places) {
    const written = textAt(text, span);
    if (spelling.read(written) === to) continue;
    const spelled = spelling.write(to, written);
    if (spelled.kind === 'impossible') return { kind: 'invalid', why: spelled.why };
    edits.push({ span, text: spelled.text });
  }
  if (edits.length === 0) return { kind: 'already' };
  return { kind: 'bumped', text: applyEdits(text, [...edits, ...(found.counters ?? [])]) };
}

function saidBy(text: string, places: readonly Place[]): readonly string[] {
  return places
    .filter(({ isFollower }) => isFollower !== true)
    .map(({ span, spelling = plainSpelling }) => spelling.read(textAt(text, span)));
}

function severalVersions(said: readonly string[]): string {
  return `it holds several versions: ${said.slice(0, 5).join(', ')}`;
}
