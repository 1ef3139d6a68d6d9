/** What became of a correction of an entry. */
export type EditOutcome =
  | {
      readonly kind: 'corrected' | 'already';
      readonly commit: { readonly sha: string; readonly subject: string };
      /** What the changelog says for the commit from now on, one line for each entry; empty when the correction was taken back. */
      readonly entries: readonly string[];
    }
  | { readonly kind: 'refused'; readonly refusal: EditRefusal };

export type EditRefusal =
  | { readonly code: 'not_permitted'; readonly roles: readonly string[] }
  | { readonly code: 'commit_unknown'; readonly typed: string; readonly nearest: string | null }
  /** There is nothing left of the text once comment marks are gone. */
  | { readonly code: 'text_empty' }
  /** The remote forbids the push; `why` are its words. */
  | { readonly code: 'push_refused'; readonly why: string };
