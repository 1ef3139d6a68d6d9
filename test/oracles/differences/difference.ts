import type { RawCommit } from '#domain/commits/parse-commit.ts';
import type { Entry } from '../entry.ts';

/** What two readers may disagree about: a field of an entry, whether a commit is listed at all, and in which release. */
export type Field = keyof Entry | 'listed' | 'section';

/** Where a commit stands: its message and the whole log it is of, newest first. */
export type Seen = { readonly raw: RawCommit; readonly log: readonly RawCommit[] };

/**
 * A known difference to another reader, told in docs/commit-conventions.md in the words of `theirs` and `ours`. It excuses a disagreement
 * about one of `fields` on commits that `covers` holds for, and on no other.
 */
export type Difference = {
  readonly id: string;
  readonly theirs: string;
  readonly ours: string;
  readonly fields: readonly Field[];
  readonly covers: (seen: Seen) => boolean;
};

/** A difference that the message alone shows. */
export function byMessage(pattern: RegExp): Difference['covers'] {
  return ({ raw }) => pattern.test(raw.message);
}

/** The same for the first line of the message. */
export function byTitle(pattern: RegExp): Difference['covers'] {
  return ({ raw }) => pattern.test(titleLine(raw.message));
}

/**
 * A difference on reverts whose message matches, and on what such a revert names: by sha, by number, or by quoting its title; and so on
 * for what that one reverts, or merged.
 */
export function byRevert(pattern: RegExp): Difference['covers'] {
  return ({ raw, log }) => {
    const concerned = log.filter(({ message }) => pattern.test(message));
    for (const revert of concerned) {
      if (revert.sha === raw.sha) return true;
      for (const other of log) if (!concerned.includes(other) && names(revert, other)) concerned.push(other);
    }
    return false;
  };
}

function names(revert: RawCommit, other: RawCommit): boolean {
  if (revert.parents.slice(1).includes(other.sha)) return true;
  const shas = revert.message.match(/\b[0-9a-f]{7,64}\b/g) ?? [];
  if (shas.some((sha) => other.sha.startsWith(sha))) return true;
  const title = titleLine(other.message);
  const number = /\((#\d+)\)$/.exec(title)?.[1];
  if (number !== undefined && revert.message.endsWith(number) && revert !== other)
    return /^Reverts /m.test(revert.message);
  return titleLine(revert.message).includes(`"${title}"`);
}

/** The first line of a message. */
export function titleLine(message: string): string {
  return message.trimStart().split('\n', 1)[0] ?? '';
}

/** The fields two entries disagree about. */
export function disagreements(ours: Entry, theirs: Entry): readonly (keyof Entry)[] {
  const fields = ['type', 'scope', 'subject', 'references', 'breaking'] as const;
  return fields.filter((field) => JSON.stringify(ours[field]) !== JSON.stringify(theirs[field]));
}
