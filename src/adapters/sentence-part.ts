/** What another system said, as a part of a sentence: at most 200 characters, without controls and without its full stop. */
export function sentencePart(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .replace(/\.$/, '')
    .slice(0, 200);
}
