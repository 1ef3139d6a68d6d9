/** What a message box holds. `isSettled` keeps the completion list closed until the next key. */
export type Draft = { readonly text: string; readonly caret: number; readonly isSettled: boolean };

/** A draft with the caret between `before` and `after`. */
export function draftOf(before: string, after = ''): Draft {
  return { text: before + after, caret: before.length, isSettled: false };
}
