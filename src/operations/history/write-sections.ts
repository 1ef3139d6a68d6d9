import { accountsOf } from '#domain/changelog/accounts-of.ts';
import type { ChangelogDocument, RangeEnd } from '#domain/changelog/changelog-document.ts';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import type { Commit } from '#domain/commits/commit.ts';
import { settleReverts } from '#domain/commits/settle-reverts.ts';
import type { HistorySection } from '#domain/history/history-section.ts';
import type { KeptChangelog } from '#domain/history/kept-changelog.ts';
import { highestRelease, previousReleases } from '#domain/history/previous-releases.ts';
import type { PlacedRelease } from '#domain/history/release-order.ts';
import { type Piece, wholeLayouts } from '#domain/history/whole-layout.ts';
import type { SectionTaker } from './read-sections.ts';
import type { WholeSource, WholeWish } from './whole-source.ts';

/** The sections of a history as text. */
export type WrittenSections = {
  /** The newest first, what is unreleased on top. */
  readonly bodies: readonly string[];
  readonly feet: readonly string[];
  /** All releases as they are to be kept. */
  readonly kept: Omit<KeptChangelog, 'key' | 'tips'>;
};

const nothing: ReadonlyMap<string, string> = new Map();
/** The formats that say who wrote an entry by account. */
const namesAccounts: ReadonlySet<WholeWish['format']> = new Set(['github', 'json']);

/** Writes each section as soon as it comes, as the changelog of its release alone would be written. */
export function sectionWriter(
  source: WholeSource,
  wish: WholeWish,
): SectionTaker & { readonly finish: () => WrittenSections } {
  const { between, pieceOf } = wholeLayouts[wish.format];
  let order: readonly PlacedRelease[] = [];
  let kept: KeptChangelog | null = null;
  let befores = new Map<PlacedRelease, PlacedRelease | null>();
  let written = new Map<PlacedRelease | null, Piece>();
  const all = () => [...(kept?.releases ?? []), ...order];
  const write = (section: HistorySection, servicesOf: Parameters<SectionTaker['take']>[1]): void => {
    const before = section.release === null ? highestRelease(all()) : (befores.get(section.release) ?? null);
    written.set(section.release, pieceOf(documentOf(section, before, source, wish, servicesOf)));
  };
  return {
    begin: (releases, from) => {
      order = releases;
      kept = from;
      const answers = previousReleases(releases, from?.releases ?? []);
      befores = new Map(releases.map((release, place) => [release, answers[place] ?? null]));
      written = new Map();
    },
    take: (section, servicesOf) => {
      if (section.release !== null || section.changes.length > 0) write(section, servicesOf);
    },
    finish: () => {
      // A second release on one commit has no section of its own to come by.
      for (const release of order)
        if (!written.has(release)) write({ release, changes: [], brought: nothing, nodes: [] }, () => []);
      const pieces = [...order].reverse().flatMap((release) => written.get(release) ?? []);
      const top = written.get(null);
      const shown = top === undefined ? pieces : [top, ...pieces];
      const older = kept === null || kept.bodies === '' ? [] : [kept.bodies];
      return {
        bodies: shown.map(({ body }) => body),
        feet: shown.map(({ foot }) => foot),
        kept: {
          releases: all(),
          bodies: [...pieces.map(({ body }) => body), ...older].join(between),
          feet: `${pieces.map(({ foot }) => foot).join('')}${kept?.feet ?? ''}`,
        },
      };
    },
  };
}

function documentOf(
  { release, changes: told, brought, nodes }: HistorySection,
  before: PlacedRelease | null,
  { head, links, rules, services, unit, now }: WholeSource,
  wish: WholeWish,
  servicesOf: (commit: Commit) => readonly string[],
): ChangelogDocument {
  const to: RangeEnd = release ?? head;
  const settled = settleReverts(told, nodes);
  const changes = changelogEntries(settled.commits, {
    rules,
    servicesOf,
    services: wish.services ?? (unit.services.length < Object.keys(services).length ? unit.services : null),
    reverted: settled.vanished.length,
    hotfix: wish.hotfix,
    includeBreaking: wish.includeBreakingChanges,
    pullRequestOf: ({ sha }) => brought.get(sha) ?? null,
  });
  return {
    version: release?.version ?? null,
    date: dayOf(told, release, now),
    from: before === null ? null : { name: before.name, sha: before.sha },
    to: { name: to.name, sha: to.sha },
    isHotfix: wish.hotfix,
    changes,
    links,
    accounts: namesAccounts.has(wish.format) ? accountsOf(settled.commits, links) : nothing,
    showServices: rules.labelServices && Object.keys(services).length > 1,
    missing: [],
    remarks: [],
  };
}

/** The day of the release's commit; for a second release on one commit, the day of its place in the order. */
function dayOf(told: HistorySection['changes'], release: PlacedRelease | null, now: number): string {
  const own = told.find(({ sha }) => sha === release?.sha);
  return new Date(own?.committedAt ?? release?.at ?? now).toISOString().slice(0, 10);
}
