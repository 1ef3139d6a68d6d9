import type { ChangelogSections } from './changelog-entry.ts';

/** Counts of commits a changelog does not list. */
export type Unlisted = Omit<ChangelogSections, 'sections'>;

/**
 * Says what is not listed and how many, so that no commit is lost in silence: `3 internal changes and 1 merge are not listed.` Null when
 * everything is listed; `No changes were recorded.` when there is nothing at all.
 */
export function countSentence(changes: ChangelogSections): string | null {
  const counted = unlistedCounts(changes);
  if (counted.length === 0) return changes.sections.length === 0 ? 'No changes were recorded.' : null;
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const listed = counted.map(({ count, one, many }) => `${count} ${count === 1 ? one : many}`);
  const last = listed.pop() ?? '';
  const phrase = listed.length === 0 ? last : `${listed.join(', ')} and ${last}`;
  return `${phrase} ${total === 1 ? 'is' : 'are'} not listed.`;
}

/** How many commits no section lists. */
export function unlistedTotal(changes: Unlisted): number {
  return unlistedCounts(changes).reduce((sum, { count }) => sum + count, 0);
}

function unlistedCounts({ internal, merges, skipped, reverted, leftOut }: Unlisted) {
  return [
    { count: leftOut.breaking, one: 'breaking change', many: 'breaking changes' },
    { count: leftOut.unfixed, one: 'change that is no fix', many: 'changes that are no fixes' },
    {
      count: leftOut.otherServices,
      one: 'change outside the chosen services',
      many: 'changes outside the chosen services',
    },
    { count: internal, one: 'internal change', many: 'internal changes' },
    { count: merges, one: 'merge', many: 'merges' },
    { count: skipped, one: 'commit marked to be skipped', many: 'commits marked to be skipped' },
    { count: reverted, one: 'reverted commit', many: 'commits that were reverted, with their reverts,' },
  ].filter(({ count }) => count > 0);
}
