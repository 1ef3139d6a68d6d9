import type { NotesView } from '#domain/notes/notes-view.ts';
import type { ReleaseNotesDocument } from '#domain/notes/release-notes-outcome.ts';
import { withoutMentions } from '#domain/notes/without-mentions.ts';
import type { NotesFormat } from '#domain/requests/notes-choices.ts';
import { printHtml } from './print-html.ts';
import { printMarkdown } from './print-markdown.ts';
import { printMrkdwn } from './print-mrkdwn.ts';
import { printPlain } from './print-plain.ts';
import { readMarkdown } from './read-markdown.ts';

/** The ending of a file in each format. */
export const notesEndings: Readonly<Record<NotesFormat, string>> = {
  markdown: 'md',
  slack: 'txt',
  html: 'html',
  plain: 'txt',
  json: 'json',
};

/** What the notes are called: "The Shop 1.5.0", and for whom where they are not for customers. */
export function notesTitle({ product, project, version, audience, isDraft }: ReleaseNotesDocument): string {
  const title = audience === 'customers' ? `${product} ${version}` : `${project} ${version}, for ${audience}`;
  return isDraft ? `${title} (draft)` : title;
}

/** The notes in a format, whole, with a line break at the end. The same document gives the same text. */
export function notesText(document: ReleaseNotesDocument, format: NotesFormat): string {
  const title = notesTitle(document);
  const body = readMarkdown(markdownOf(document));
  switch (format) {
    case 'markdown':
      return withoutMentions(`# ${title}\n\n${printMarkdown(body)}`);
    case 'slack':
      return printMrkdwn(title, body);
    case 'html':
      return printHtml(title, body);
    case 'plain':
      return printPlain(title, body);
    case 'json':
      return `${JSON.stringify(jsonOf(document), null, 2)}\n`;
  }
}

/** The notes as Markdown without a title, with the images that were asked for below words that do not hold them. */
export function markdownOf({ markdown, screenshots }: ReleaseNotesDocument): string {
  if (screenshots.length === 0) return markdown;
  const images = screenshots.map(({ url, alt }) => `![${alt.replace(/[\\[\]]/g, '\\$&')}](<${url}>)`);
  return `${markdown.trimEnd()}\n\n## Screenshots\n\n${images.join('\n\n')}\n`;
}

function jsonOf(document: ReleaseNotesDocument): Readonly<Record<string, unknown>> {
  const { view, project, product, version, previous, audience, isDraft, edited, remarks } = document;
  const lists = ['breaking', 'features', 'improvements', 'fixes', 'security', 'deprecations', 'removals'] as const;
  return {
    project,
    product,
    version,
    previous,
    date: view.date,
    audience,
    draft: isDraft,
    edited: edited === null ? null : { at: new Date(edited.at).toISOString() },
    compareUrl: view.compare_url,
    sections: Object.fromEntries(lists.map((name) => [name, view[name].map(entryOf)])),
    knownIssues: view.known_issues.map(String),
    upgrade: view.upgrade.map(String),
    contributors: view.contributors,
    counts: view.counts,
    remarks,
    markdown: markdownOf(document),
  };
}

function entryOf(item: NotesView['features'][number]): Readonly<Record<string, unknown>> {
  const { text, scope, type, references, commit, breaking, migration, authors, labels, images } = item;
  const told = (value: { toString(): string } | null): string | null => (value === null ? null : String(value));
  return {
    text: String(text),
    type,
    scope,
    references: references.map(String),
    commit: told(commit),
    breaking: told(breaking),
    migration: told(migration),
    authors,
    labels,
    images,
  };
}
