export type Spelled =
  | { readonly kind: 'spelled'; readonly text: string }
  | { readonly kind: 'impossible'; readonly why: string };

/** How an ecosystem writes a version: what stands in the file, to SemVer 2.0.0 and back. What is written reads back as the same version. */
export type Spelling = {
  /** The version a text stands for; text that follows no rule of the ecosystem is given back as it is. */
  readonly read: (written: string) => string;
  /** The text for a version; `written` is what stands there now. */
  readonly write: (version: string, written: string) => Spelled;
};

/** SemVer as it is. */
export const plainSpelling: Spelling = {
  read: (written) => written,
  write: (version) => ({ kind: 'spelled', text: version }),
};
