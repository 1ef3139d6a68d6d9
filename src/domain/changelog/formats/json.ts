import { type ChangelogDocument, type RangeEnd, rangeLink } from '../changelog-document.ts';
import type { ChangelogEntry } from '../changelog-entry.ts';
import { unlistedTotal } from '../count-sentence.ts';

/** Names the shape of the JSON format; it changes when a field changes its meaning or goes. Fields may be added. */
export const changelogSchema = 'fairlead-changelog/1';

/** The changelog as data, described in docs/changelogs.md: the same fields in the same order, whatever the range holds. */
export function changelogJson(document: ChangelogDocument): string {
  const { changes, links } = document;
  const { internal, merges, skipped, reverted, leftOut } = changes;
  const data = {
    schema: changelogSchema,
    version: document.version,
    date: document.date,
    from: document.from === null ? null : endOf(document.from),
    to: endOf(document.to),
    url: rangeLink(document),
    hotfix: document.isHotfix,
    sections: changes.sections.map(({ kind, entries }) => ({
      heading: kind,
      entries: entries.map((entry) => entryOf(entry, document)),
    })),
    notListed: { total: unlistedTotal(changes), internal, merges, skipped, reverted, ...leftOut },
    missingPullRequests: document.missing.map(({ reference, title, url }) => ({
      reference,
      title,
      url: url ?? links.pullRequest(reference),
    })),
    remarks: document.remarks,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function endOf({ name, sha }: RangeEnd): RangeEnd {
  return { name, sha };
}

function entryOf(entry: ChangelogEntry, { links, accounts }: ChangelogDocument) {
  const { sha, type, scope, subject, breaking, services } = entry;
  return {
    type,
    scope,
    subject,
    breaking,
    services,
    commit: { sha, url: links.commit(sha) },
    pullRequest:
      entry.pullRequest === null ? null : { reference: entry.pullRequest, url: links.pullRequest(entry.pullRequest) },
    references: entry.references.map((reference) => ({ reference, url: links.issue(reference) })),
    authors: entry.authors.map((name) => {
      const account = accounts.get(name) ?? null;
      return { name, account, url: account === null ? null : links.author(account) };
    }),
  };
}
