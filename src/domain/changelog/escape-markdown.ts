/**
 * Makes a single line of foreign text safe inside a Markdown list item: HTML and comments, links, and block starts are shown, not obeyed.
 * Balanced code spans are left alone, nothing in them is markup.
 */
export function escapeMarkdown(line: string): string {
  const parts = line.split(/(`[^`]+`)/);
  const escaped = parts.map((part, index) => (index % 2 === 1 ? part : escapeText(part))).join('');
  return escaped.replace(/^(?:[#+>=*-]|(?:`{3,}|~{3,})|\d{1,9}(?=[.)]))/, (start) =>
    /^\d/.test(start) ? `${start}\u200b` : `\\${start}`,
  );
}

function escapeText(text: string): string {
  return text.replace(/[\\<[\]]/g, '\\$&').replace(/&(?=#?\w+;)/g, '&amp;');
}
