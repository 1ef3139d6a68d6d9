import type { Commit } from '../commits/commit.ts';
import { changeKinds, kindOfType } from './change-kinds.ts';
import type { ChangelogEntry, ChangelogSections } from './changelog-entry.ts';
import type { ChangelogRules } from './changelog-rules.ts';

/** How commits are sorted, which are listed, and what is known besides them. Everything may be left out. */
export type ChangelogOptions = {
  readonly rules?: Pick<ChangelogRules, 'types' | 'unconventional'>;
  /** Lists fixes, security fixes and breaking changes only. */
  readonly hotfix?: boolean;
  /** False leaves breaking changes out. */
  readonly includeBreaking?: boolean;
  /** Lists what touches one of these services only. */
  readonly services?: readonly string[] | null;
  readonly servicesOf?: (commit: Commit) => readonly string[];
  /** The pull request that brought a commit, where the commit itself does not say. */
  readonly pullRequestOf?: (commit: Commit) => string | null;
  /** How many commits vanished before, as reverts and what they revert. */
  readonly reverted?: number;
};

type Place =
  | { readonly kind: 'listed'; readonly heading: string; readonly entry: ChangelogEntry }
  | { readonly kind: 'internal' | 'merges' | 'skipped' | 'breaking' | 'unfixed' | 'otherServices' };

/**
 * Sorts commits (reverted pairs already dropped) into the sections of Keep a Changelog 1.1.0. Commits without a type, or of a type nobody
 * defined, are listed under Changed by their title unless the project's rules say otherwise. A breaking change stands on top of its
 * section, and the sections that break something stand first.
 */
export function changelogEntries(commits: readonly Commit[], options: ChangelogOptions = {}): ChangelogSections {
  const byHeading = new Map<string, ChangelogEntry[]>();
  const counts = { internal: 0, merges: 0, skipped: 0, breaking: 0, unfixed: 0, otherServices: 0 };
  for (const commit of commits) {
    const place = placeOf(commit, options);
    if (place.kind !== 'listed') {
      counts[place.kind] += 1;
      continue;
    }
    const entries = byHeading.get(place.heading);
    if (entries === undefined) byHeading.set(place.heading, [place.entry]);
    else entries.push(place.entry);
  }
  const { internal, merges, skipped, ...leftOut } = counts;
  const sections = inOrder(byHeading, options.rules);
  return { sections, internal, merges, skipped, reverted: options.reverted ?? 0, leftOut };
}

function placeOf(commit: Commit, options: ChangelogOptions): Place {
  if (commit.isSkipped) return { kind: 'skipped' };
  if (commit.isMerge && commit.type === null && commit.breaking === null) return { kind: 'merges' };
  const services = [...(options.servicesOf?.(commit) ?? [])];
  const wanted = options.services ?? null;
  if (wanted !== null && !services.some((service) => wanted.includes(service))) return { kind: 'otherServices' };
  const heading = headingOf(commit, options.rules);
  if (heading === 'hidden') return { kind: 'internal' };
  if (commit.breaking !== null && options.includeBreaking === false) return { kind: 'breaking' };
  const isFix = heading === 'Fixed' || heading === 'Security' || commit.breaking !== null;
  if (options.hotfix === true && !isFix) return { kind: 'unfixed' };
  return { kind: 'listed', heading, entry: entryOf(commit, services, options) };
}

function headingOf(commit: Commit, rules: ChangelogOptions['rules']): string {
  if (commit.breaking !== null) return commit.type === 'remove' ? 'Removed' : 'Changed';
  if (commit.type === null) return rules?.unconventional ?? 'Changed';
  const ruled = rulesFor(commit.type, rules);
  if (ruled === undefined && commit.scope?.toLowerCase() === 'security') return 'Security';
  return ruled ?? (Object.hasOwn(kindOfType, commit.type) ? kindOfType[commit.type] : undefined) ?? 'Changed';
}

function rulesFor(type: string, rules: ChangelogOptions['rules']): string | undefined {
  return rules !== undefined && Object.hasOwn(rules.types, type) ? rules.types[type] : undefined;
}

function entryOf(commit: Commit, services: string[], options: ChangelogOptions): ChangelogEntry {
  const pullRequest = commit.pullRequest ?? options.pullRequestOf?.(commit) ?? null;
  return {
    sha: commit.sha,
    type: commit.type,
    scope: commit.scope,
    subject: commit.type === 'revert' ? `Revert: ${commit.subject}` : commit.subject,
    breaking: commit.breaking?.text ?? null,
    references: commit.references.filter(
      (reference) => reference !== pullRequest && !namesReference(commit.subject, reference),
    ),
    pullRequest,
    authors: [...new Set(commit.authors.map(({ name }) => name))].filter((name) => name !== ''),
    services,
  };
}

function namesReference(subject: string, reference: string): boolean {
  const at = subject.indexOf(reference);
  return at >= 0 && !/\d/.test(subject.charAt(at + reference.length));
}

function inOrder(
  byHeading: ReadonlyMap<string, ChangelogEntry[]>,
  rules: ChangelogOptions['rules'],
): ChangelogSections['sections'] {
  const own = [...Object.values(rules?.types ?? {}), rules?.unconventional ?? 'Changed', ...byHeading.keys()];
  const sections = [...new Set<string>([...changeKinds, ...own])].flatMap((kind) => {
    const entries = byHeading.get(kind);
    return entries === undefined ? [] : [{ kind, entries: breakingFirst(entries) }];
  });
  const breaks = sections.filter(({ entries }) => entries[0]?.breaking !== null);
  return [...breaks, ...sections.filter(({ entries }) => entries[0]?.breaking === null)];
}

function breakingFirst(entries: readonly ChangelogEntry[]): ChangelogEntry[] {
  const breaks = entries.filter(({ breaking }) => breaking !== null);
  return breaks.length === 0 ? [...entries] : [...breaks, ...entries.filter(({ breaking }) => breaking === null)];
}
