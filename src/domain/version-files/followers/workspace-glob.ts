/**
 * Whether a folder is named by the globs of a workspace (`packages/*`, `apps/**`, `{a,b}`, `!old/*`), the way npm, yarn and pnpm read them:
 * a later `!` takes out what an earlier one let in. Takes time in proportion to the length of both, whatever the globs.
 */
export function isWorkspaceFolder(folder: string, globs: readonly string[]): boolean {
  const parts = folder.split('/');
  return globs.reduce((isIn, glob) => {
    const isNegated = glob.startsWith('!');
    const bare = (isNegated ? glob.slice(1) : glob).replace(/^\.?\//, '').replace(/\/$/, '');
    const fits = alternatives(bare).some((each) => matchesParts(parts, each.split('/')));
    return fits ? !isNegated : isIn;
  }, false);
}

/** The texts a glob with `{a,b}` stands for; past 64 of them the braces are taken as they are. */
function alternatives(glob: string): readonly string[] {
  let texts = [''];
  for (const piece of glob.split(/(\{[^{}]*\})/)) {
    const choices = /^\{.*\}$/.test(piece) ? piece.slice(1, -1).split(',') : [piece];
    if (texts.length * choices.length > 64) return [glob];
    texts = texts.flatMap((text) => choices.map((choice) => text + choice));
  }
  return texts;
}

/** Which numbers of parts the pattern so far can have used up, from its first part to its last. */
function matchesParts(parts: readonly string[], pattern: readonly string[]): boolean {
  let used = new Set([0]);
  for (const glob of pattern) {
    const next = new Set<number>();
    const first = Math.min(...used);
    for (let at = first; at <= parts.length; at += 1) {
      if (glob === '**') next.add(at);
      else if (used.has(at) && at < parts.length && matchesPart(parts[at] ?? '', glob)) next.add(at + 1);
    }
    if (next.size === 0) return false;
    used = next;
  }
  return used.has(parts.length);
}

/** The pieces between stars, each found as early as it can be; nothing has to be tried twice. */
function matchesPart(part: string, glob: string): boolean {
  const pieces = glob.split('*');
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return part === glob;
  if (!part.startsWith(first) || part.length < first.length + last.length || !part.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = part.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= part.length - last.length;
}
