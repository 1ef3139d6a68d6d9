/** The same Markdown for a page on a forge, where `@name` in it notifies nobody. Code and addresses stay letter for letter. */
export function withoutMentions(markdown: string): string {
  let fence: string | null = null;
  return markdown
    .split('\n')
    .map((line) => {
      const mark = /^ *(?:[-*>] +)*(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
      if (mark !== null && (fence === null || mark.startsWith(fence))) {
        fence = fence === null ? mark : null;
        return line;
      }
      return fence === null ? withoutMentionsInLine(line) : line;
    })
    .join('\n');
}

function withoutMentionsInLine(line: string): string {
  return line
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/(?<![\w/])@(?=[A-Za-z0-9])/g, '@\u200b')))
    .join('');
}
