import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** A file before and after a change. */
export type FileEdit = { readonly path: string; readonly before: string; readonly after: string };

/**
 * The changes as one unified diff with three lines around each, as `git diff` writes it and `git apply` takes it: paths below a/ and b/,
 * a missing line end at the foot said. Files without a change are left out.
 */
export function unifiedDiff(edits: readonly FileEdit[]): string {
  return edits
    .filter(({ after, before }) => after !== before)
    .map(({ after, before, path }) => {
      const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
      const body = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, options);
      return `diff --git a/${path} b/${path}\n${body}`;
    })
    .join('');
}
