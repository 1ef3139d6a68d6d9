import type { Audience } from '#domain/notes/audience.ts';
import type { NotesTemplates } from '#domain/notes/written-notes.ts';

/** Text of a file of the repository by its path from the root, or null. */
export type ReadText = (path: string) => Promise<string | null>;

const most = 20;
const longest = 64_000;

/**
 * Reads a project's own template of one audience and what that renders or includes by name, from its folder and nowhere else: names with
 * a slash or a dot lead nowhere. Empty where the project has none.
 */
export async function readNotesTemplates(
  readText: ReadText,
  folder: string | undefined,
  audience: Audience,
): Promise<NotesTemplates> {
  const templates = new Map<string, string>();
  if (folder === undefined) return templates;
  const wanted: string[] = [audience];
  for (let name = wanted.shift(); name !== undefined && templates.size < most; name = wanted.shift()) {
    if (templates.has(name)) continue;
    const text = await readText(`${folder.replace(/\/+$/, '')}/${name}.liquid`);
    if (text === null) continue;
    templates.set(name, text.slice(0, longest));
    wanted.push(...partialsIn(text.slice(0, longest)));
  }
  return templates;
}

function partialsIn(text: string): readonly string[] {
  const tags = text.matchAll(/\{%-? {0,4}(?:render|include|layout) {1,4}['"]([a-z0-9][a-z0-9_-]{0,60})['"]/g);
  return [...tags].map(([, name = '']) => name);
}
