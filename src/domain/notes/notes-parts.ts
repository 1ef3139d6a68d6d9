/** How two neighbouring parts were one: `p` with a blank line between, `l` with a line break, `c` with nothing. */
export type Joint = 'p' | 'l' | 'c';

/** A text in parts that fit an input, and how they belong together: one joint fewer than parts. */
export type NotesParts = { readonly parts: readonly [string, ...string[]]; readonly joints: readonly Joint[] };

const between: Readonly<Record<Joint, string>> = { p: '\n\n', l: '\n', c: '' };

/**
 * Takes a text apart into parts of at most `size` UTF-16 units: between paragraphs where possible, else between lines, else inside a line and
 * never inside a character. Joining the parts gives the text again, to the letter.
 */
export function notesParts(text: string, size: number): NotesParts {
  const parts: string[] = [];
  const joints: Joint[] = [];
  let rest = text;
  while (rest.length > size) {
    const { end, joint } = cutOf(rest, size);
    parts.push(rest.slice(0, end));
    joints.push(joint);
    rest = rest.slice(end + between[joint].length);
  }
  const [first = rest, ...others] = [...parts, rest];
  return { parts: [first, ...others], joints };
}

/** Puts parts together as they were; parts beyond the joints begin a new paragraph. */
export function joinedParts(parts: readonly string[], joints: readonly Joint[]): string {
  return parts.map((part, index) => (index === 0 ? part : `${between[joints[index - 1] ?? 'p']}${part}`)).join('');
}

/** Reads joints written one behind the other; null when there is another letter among them. */
export function readJoints(text: string): readonly Joint[] | null {
  return /^[plc]*$/.test(text) ? (text.split('') as Joint[]) : null;
}

function cutOf(text: string, size: number): { readonly end: number; readonly joint: Joint } {
  const least = Math.floor(size / 3);
  const paragraph = text.lastIndexOf('\n\n', size);
  if (paragraph >= least) return { end: paragraph, joint: 'p' };
  const line = text.lastIndexOf('\n', size);
  if (line >= least) return { end: line, joint: 'l' };
  const isInside = /[\uD800-\uDBFF]/.test(text.charAt(size - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(size));
  return { end: isInside ? size - 1 : size, joint: 'c' };
}
