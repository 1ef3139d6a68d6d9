const begin = 'BEGIN_COMMIT_OVERRIDE';
const end = 'END_COMMIT_OVERRIDE';
/** A correction is read no further than this, in characters. */
const limit = 65_536;
const fence = /^[ \t]*(?:`{3,}|~{3,})[\w-]*[ \t]*$/;

/**
 * The correction in the body of a pull request: what stands between `BEGIN_COMMIT_OVERRIDE` and `END_COMMIT_OVERRIDE`, or the end where
 * that is missing, as release-please reads it. Null when there is no block or nothing in it.
 */
export function overrideOfBody(body: string): string | null {
  const start = body.indexOf(begin);
  if (start < 0) return null;
  const from = start + begin.length;
  const to = body.indexOf(end, from);
  return cleaned(body.slice(from, to < 0 ? from + limit : to));
}

/** The correction in a git note: the block of a pull request body where there is one, else the whole note. Null when it is blank. */
export function overrideOfNote(note: string): string | null {
  return note.includes(begin) ? overrideOfBody(note) : cleaned(note);
}

/** Unix line endings, without the fences and comment marks people put around the block. */
function cleaned(text: string): string | null {
  const lines = text.slice(0, limit).split(/\r\n?|\n/);
  const kept = lines.filter((line) => !fence.test(line) && !/^[ \t]*(?:<!--|-->)[ \t]*$/.test(line));
  const whole = kept.join('\n').trim();
  return whole === '' ? null : whole;
}
