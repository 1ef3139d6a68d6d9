import { applyOverride } from '#domain/commits/apply-override.ts';
import type { Commit } from '#domain/commits/commit.ts';
import { overrideOfNote } from '#domain/commits/override-text.ts';
import type { RawCommit } from '#domain/commits/parse-commit.ts';

/** What readers of commits are compared by; `references` in alphabetical order. */
export type Entry = {
  readonly type: string | null;
  readonly scope: string | null;
  readonly subject: string;
  readonly references: readonly string[];
  /** What breaks in one line, null when nothing does. */
  readonly breaking: string | null;
};

/** A commit of ours as an entry. */
export function entryOf({ type, scope, subject, references, breaking }: Commit): Entry {
  return { type, scope, subject, references: [...references].sort(), breaking: breaking?.text ?? null };
}

/** The messages to be read: those of the log, or in their place the corrections of git notes. */
export function corrected(log: readonly RawCommit[], notes: ReadonlyMap<string, string>): readonly RawCommit[] {
  return log.flatMap((raw) => {
    const override = overrideOfNote(notes.get(raw.sha) ?? '');
    return override === null ? [raw] : applyOverride(raw, override);
  });
}
