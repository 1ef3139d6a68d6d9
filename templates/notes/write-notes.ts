import { Liquid } from 'liquidjs';
import { cleanText } from '#domain/commits/clean-text.ts';
import type { NotesView } from '#domain/notes/notes-view.ts';
import type { NotesTemplates, WriteNotes } from '#domain/notes/written-notes.ts';
import { counted, day, escapedOutput, indented, isOneLine, listed, target } from './markdown-filters.ts';
import { printMarkdown } from './print-markdown.ts';
import { readMarkdown } from './read-markdown.ts';

/** What one template may cost: characters parsed, nodes drawn, milliseconds, characters made on the way and in the end. */
export type NotesLimits = {
  readonly parse: number;
  readonly nodes: number;
  readonly millis: number;
  readonly memory: number;
  readonly output: number;
};

const usual: NotesLimits = { parse: 200_000, nodes: 50_000, millis: 2_000, memory: 5_000_000, output: 200_000 };

/**
 * Makes the writer on the templates that come with Fairlead. Templates are found by name in memory and nowhere else: no file, no network, no
 * code. What they write is read as Markdown and printed again, so that no template lets HTML or a script through.
 */
export function createWriteNotes(builtIn: NotesTemplates, limits: NotesLimits = usual): WriteNotes {
  return (view, own) => {
    if (!own.has(view.audience))
      return { markdown: written(view, own.size === 0 ? builtIn : merged(builtIn, own), limits), problem: null };
    try {
      return { markdown: written(view, merged(builtIn, own), limits), problem: null };
    } catch (error) {
      const why = cleanText(error instanceof Error ? error.message : String(error), 300);
      const problem = `The template ${view.audience}.liquid of the project could not be used (${why}); the usual one was.`;
      return { markdown: written(view, builtIn, limits), problem };
    }
  };
}

function written(view: NotesView, templates: NotesTemplates, limits: NotesLimits): string {
  const engine = new Liquid({
    templates: Object.fromEntries(templates),
    outputEscape: escapedOutput,
    ownPropertyOnly: true,
    strictFilters: true,
    dynamicPartials: true,
    timezoneOffset: 0,
    parseLimit: limits.parse,
    renderLimit: limits.millis,
    memoryLimit: limits.memory,
  });
  const filters = { listed, indent: indented, one_line: isOneLine, counted, day, target };
  for (const [name, filter] of Object.entries(filters)) engine.registerFilter(name, filter);
  const text = String(engine.renderFileSync(view.audience, view, { templateLimit: limits.nodes }));
  if (text.length > limits.output)
    throw new RangeError(`it wrote ${text.length} characters, more than ${limits.output}`);
  return printMarkdown(readMarkdown(text));
}

function merged(builtIn: NotesTemplates, own: NotesTemplates): NotesTemplates {
  return new Map([...builtIn, ...own]);
}
