/** A text up to its first line break, whichever kind that is. */
export function firstLine(text: string): string {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  const early = line.indexOf('\r');
  return early < 0 ? line : line.slice(0, early);
}
