import type { ChangelogDocument } from './changelog-document.ts';

/** Why no changelog was made. */
export type ChangelogRefusal =
  /** Neither tag, version, branch nor commit; `nearest` is the tag or branch that was most likely meant. */
  | {
      readonly code: 'ref_unknown';
      readonly place: 'from' | 'to';
      readonly typed: string;
      readonly nearest: string | null;
    }
  /** `to` lies behind `from`. */
  | { readonly code: 'range_reversed'; readonly from: string; readonly to: string }
  /** Both are the same commit. */
  | { readonly code: 'range_empty'; readonly from: string; readonly to: string }
  | { readonly code: 'branch_unknown'; readonly branch: string }
  | { readonly code: 'nothing_committed' }
  /** The section of a file needs a version for its heading. */
  | { readonly code: 'version_needed'; readonly path: string }
  /** The file has a section of that version with other words. */
  | { readonly code: 'section_differs'; readonly path: string; readonly version: string }
  /** Only Keep a Changelog is put into a file that holds something already. */
  | { readonly code: 'file_exists'; readonly path: string; readonly format: string };

/** A file as it is to be. */
export type ChangelogFile = {
  readonly path: string;
  readonly text: string;
  /** The same section stands there already. */
  readonly isAlready: boolean;
};

/** A changelog, or why there is none. */
export type ChangelogOutcome =
  | { readonly kind: 'made'; readonly document: ChangelogDocument }
  | { readonly kind: 'refused'; readonly refusal: ChangelogRefusal };

/** The file with the changelog in it, or why it is left as it is. */
export type ChangelogFileOutcome =
  | { readonly kind: 'file'; readonly file: ChangelogFile }
  | { readonly kind: 'refused'; readonly refusal: ChangelogRefusal };
