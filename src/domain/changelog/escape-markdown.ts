/**
 * Makes a single line of foreign text safe inside a Markdown list item: HTML and comments, links, and block starts are shown, not obeyed.
 * Code spans by CommonMark's rule (a run of backticks closed by one of the same length) are left alone, nothing in them is markup; any other
 * backtick is escaped, so that it opens none with what comes behind. `outside` may add markup of ours to what is no code.
 */
export function escapeMarkdown(line: string, outside: (escaped: string) => string = (escaped) => escaped): string {
  const escaped = splitCode(line)
    .map(({ text, isCode }) => (isCode ? text : outside(escapeText(text))))
    .join('');
  return escaped.replace(/^(?:[#+>=*-]|~{3,}|\d{1,9}(?=[.)]))/, (start) =>
    /^\d/.test(start) ? `${start}\u200b` : `\\${start}`,
  );
}

function escapeText(text: string): string {
  return text.replace(/[\\<[\]`]/g, '\\$&').replace(/&(?=#?\w+;)/g, '&amp;');
}

type Piece = { readonly text: string; readonly isCode: boolean };

/** The line cut at its code spans. */
function splitCode(line: string): readonly Piece[] {
  const runs = [...line.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
  const pieces: Piece[] = [];
  let done = 0;
  for (const [index, run] of runs.entries()) {
    if (run.at < done) continue;
    const end = runs.slice(index + 1).find(({ length }) => length === run.length);
    if (end === undefined) continue;
    const last = end.at + end.length;
    pieces.push({ text: line.slice(done, run.at), isCode: false }, { text: line.slice(run.at, last), isCode: true });
    done = last;
  }
  return [...pieces, { text: line.slice(done), isCode: false }];
}
