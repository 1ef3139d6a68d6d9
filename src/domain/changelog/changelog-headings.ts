/** A heading of level 1 or 2 in a changelog; `start` is the offset of its line. */
export type ChangelogHeading = {
  readonly start: number;
  readonly level: 1 | 2;
  /** The version it announces, null when it announces none. */
  readonly version: string | null;
};

type Line = { readonly start: number; readonly text: string };

/** Finds the headings of a Markdown changelog by CommonMark's rules for `#` and underlined headings, outside fences and comments. */
export function changelogHeadings(text: string): readonly ChangelogHeading[] {
  const lines = visibleLines(text);
  return lines.flatMap((line, index) => {
    const marked = /^ {0,3}(#{1,2})(?:[ \t]+(.*))?$/.exec(line.text);
    if (marked !== null) return [headingOf(line.start, marked[1] === '#' ? 1 : 2, marked[2] ?? '')];
    const under = lines[index + 1]?.text ?? '';
    const isUnderlined = /^ {0,3}(?:-+|=+)[ \t]*$/.test(under) && /^ {0,3}[^\s>*+-]/.test(line.text);
    return isUnderlined ? [headingOf(line.start, under.includes('=') ? 1 : 2, line.text.trim())] : [];
  });
}

/** The offset at which the block of link references at the foot begins (`[1.4.0]: https://...`), null when there is none. */
export function linkReferencesStart(text: string): number | null {
  let start: number | null = null;
  for (const line of linesOf(text).reverse()) {
    if (/^ {0,3}\[[^\]]+\]:[ \t]*\S/.test(line.text)) start = line.start;
    else if (line.text.trim() !== '') break;
  }
  return start;
}

function headingOf(start: number, level: 1 | 2, title: string): ChangelogHeading {
  const match =
    /^(?:(?:version|release)[ \t]+|[\w./-]{1,100}@)?\[?v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)(?=[\])\s]|$)/i.exec(
      title,
    );
  return { start, level, version: match?.[1] ?? null };
}

function visibleLines(text: string): readonly Line[] {
  let fence: string | null = null;
  let inComment = false;
  return linesOf(text).map((line) => {
    const hidden = fence !== null || inComment;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line.text)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) && line.text.trim() === mark) fence = null;
    } else if (!inComment && mark !== undefined) {
      fence = mark;
      return { ...line, text: '' };
    }
    if (fence === null && (inComment || /^ {0,3}<!--/.test(line.text))) inComment = !line.text.includes('-->');
    return hidden ? { ...line, text: '' } : line;
  });
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (const line of text.slice(start).split('\n')) {
    lines.push({ start, text: line.endsWith('\r') ? line.slice(0, -1) : line });
    start += line.length + 1;
  }
  return lines;
}
