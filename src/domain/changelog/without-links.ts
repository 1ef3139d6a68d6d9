/** The same changelog without addresses, for the message of a tag: `[#12](https://...)` is `#12`, and references at the foot are gone. */
export function withoutLinks(markdown: string): string {
  return markdown
    .replace(/(?<!\\)\[((?:[^[\]\\]|\\.)+)\]\(https?:\/\/[^\s()]+\)/g, '$1')
    .replace(/(?:\n\n)?^\[[^\]\n]+\]: https?:\/\/\S+$/gm, '')
    .trimEnd();
}
