import { withoutMentions } from '../../notes/without-mentions.ts';
import { type ChangelogDocument, rangeLink } from '../changelog-document.ts';
import type { ChangelogEntry } from '../changelog-entry.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { renderChangesOf } from '../render-changelog-section.ts';

/** The body of a release page, in GitHub-flavoured Markdown: the lists with who wrote what, and the comparison with the release before. Names in it notify nobody. */
export function githubBody(document: ChangelogDocument): string {
  const { changes, links, showServices } = document;
  const byline = (entry: ChangelogEntry) => bylineOf(entry, document);
  const lists = withoutMentions(renderChangesOf({ changes, links, showServices, byline }));
  const link = rangeLink(document);
  if (link === null) return lists;
  const name = document.from === null ? document.to.name : `${document.from.name}...${document.to.name}`;
  return `${lists}\n**Full changelog**: [${escapeMarkdown(name)}](${link})\n`;
}

function bylineOf(entry: ChangelogEntry, { links, accounts }: ChangelogDocument): string {
  const people = entry.authors.map((name) => {
    const account = accounts.get(name);
    const url = account === undefined ? null : links.author(account);
    return url === null ? escapeMarkdown(name) : `[${account}](${url})`;
  });
  const last = people.pop();
  if (last === undefined) return '';
  return people.length === 0 ? ` by ${last}` : ` by ${people.join(', ')} and ${last}`;
}
