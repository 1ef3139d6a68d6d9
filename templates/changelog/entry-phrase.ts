import type { ChangelogDocument } from '#domain/changelog/changelog-document.ts';
import type { ChangelogEntry } from '#domain/changelog/changelog-entry.ts';
import { subjectWithout } from '#domain/changelog/markdown-text.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { linked, strong } from '../text/styled.ts';

/** One entry as a line: what breaks, which services, the scope, what changed, and where it comes from. */
export function entryPhrase(entry: ChangelogEntry, { links, showServices }: ChangelogDocument): Phrase {
  const mark = entry.breaking === null ? [] : say`${strong('Breaking:')} `;
  const services = showServices && entry.services.length > 0 ? say`${strong(`${entry.services.join(', ')}:`)} ` : [];
  const isSaid = showServices && entry.services.length === 1 && entry.services[0] === entry.scope;
  const scope = entry.scope === null || isSaid ? '' : `${plain(entry.scope, 100)}: `;
  const subject = plain(subjectWithout(entry.subject, entry.pullRequest), 300);
  const why =
    entry.breaking === null || entry.breaking === entry.subject ? [] : say` \u2014 ${plain(entry.breaking, 600)}`;
  return say`${mark}${services}${scope}${subject}${why} (${listed(originOf(entry, links), 12)})`;
}

/** The pull request, or else the commit, and what else the entry refers to. */
function originOf(entry: ChangelogEntry, links: ChangelogDocument['links']): readonly Phrase[] {
  const own =
    entry.pullRequest === null
      ? linked(entry.sha.slice(0, 7), links.commit(entry.sha))
      : linked(entry.pullRequest, links.pullRequest(entry.pullRequest));
  return [...entry.references.map((reference) => linked(reference, links.issue(reference))), own];
}
