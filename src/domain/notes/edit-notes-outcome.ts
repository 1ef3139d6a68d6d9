import type { Digest } from '../ids.ts';
import type { EditedNotes, Release } from '../release/release.ts';
import type { Audience } from './audience.ts';

/** Why notes were not changed. */
export type EditNotesRefusal =
  | { readonly code: 'release_unknown' }
  | { readonly code: 'notes_not_told'; readonly release: Release }
  | { readonly code: 'audience_not_told'; readonly audience: Audience; readonly told: readonly Audience[] }
  | { readonly code: 'not_permitted'; readonly release: Release; readonly roles: readonly string[] }
  | { readonly code: 'empty' }
  | { readonly code: 'too_long'; readonly length: number; readonly most: number }
  /** Somebody else was faster; the text that was typed is given back. */
  | { readonly code: 'changed_meanwhile'; readonly edited: EditedNotes | null; readonly text: string };

/** What came of an edit. `page` is the forge page that was rewritten, null where there is none yet. */
export type EditNotesOutcome =
  | {
      readonly kind: 'edited' | 'already';
      readonly release: Release;
      readonly audience: Audience;
      readonly page: string | null;
    }
  | { readonly kind: 'refused'; readonly refusal: EditNotesRefusal };

/** What the modal to edit notes shows. */
export type NotesModalData =
  | {
      readonly kind: 'notes';
      readonly release: Release;
      readonly audience: Audience;
      readonly audiences: readonly Audience[];
      readonly text: string;
      /** Digest of the text, so that an edit of older words is noticed. */
      readonly base: Digest;
      readonly edited: EditedNotes | null;
    }
  | { readonly kind: 'refused'; readonly refusal: EditNotesRefusal };

/** The longest notes a person may write, in UTF-16 units. */
export const longestEdit = 60_000;
