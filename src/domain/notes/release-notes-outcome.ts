import type { ChangelogRefusal } from '../changelog/changelog-outcome.ts';
import type { EditedNotes } from '../release/release.ts';
import type { Audience } from './audience.ts';
import type { NoteImage } from './note-image.ts';
import type { NotesView } from './notes-view.ts';

/** The notes of a version for one audience, and what a reader has to know about them. */
export type ReleaseNotesDocument = {
  readonly project: string;
  readonly product: string;
  readonly version: string;
  readonly previous: string | null;
  readonly audience: Audience;
  /** The version has no tag yet: these are the notes it would have. */
  readonly isDraft: boolean;
  readonly markdown: string;
  readonly view: NotesView;
  /** Who put them into these words, where a person did. */
  readonly edited: EditedNotes | null;
  /** Images that were asked for and that edited notes do not hold. */
  readonly screenshots: readonly NoteImage[];
  /** Everything that can be read was read: no pull request is missing. */
  readonly isWhole: boolean;
  /** In whole sentences. */
  readonly remarks: readonly string[];
};

/** Why no notes were written. */
export type ReleaseNotesRefusal =
  | ChangelogRefusal
  /** No commit since the last release. */
  | { readonly code: 'nothing_to_tell'; readonly version: string | null }
  /** Lower than the last release, and without a tag. */
  | { readonly code: 'never_released'; readonly version: string; readonly last: string };

/** What came of `/release-notes`. */
export type ReleaseNotesOutcome =
  | {
      readonly kind: 'written';
      readonly document: ReleaseNotesDocument;
      /** What became of the posted copies: nothing to do, brought up to these words, or not this person's to change. */
      readonly copies: 'none' | 'updated' | 'not_permitted';
    }
  | { readonly kind: 'refused'; readonly refusal: ReleaseNotesRefusal };
