import type { Millis, Sha } from '../ids.ts';

/** A commit as it is shown to people who have to tell it from another. The subject is untrusted text. */
export type CommitSummary = { readonly sha: Sha; readonly subject: string; readonly committedAt: Millis };
