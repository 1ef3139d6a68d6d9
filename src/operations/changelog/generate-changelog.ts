import { accountsOf } from '#domain/changelog/accounts-of.ts';
import type { ChangelogDocument, ChangelogRemark } from '#domain/changelog/changelog-document.ts';
import { type ChangelogOptions, changelogEntries } from '#domain/changelog/changelog-entries.ts';
import type { ChangelogSections } from '#domain/changelog/changelog-entry.ts';
import type { ChangelogOutcome } from '#domain/changelog/changelog-outcome.ts';
import { missingPullRequests, pullRequestsOfCommits } from '#domain/changelog/missing-pull-requests.ts';
import { cleanText } from '#domain/commits/clean-text.ts';
import type { ChangelogRequest } from '#domain/requests/changelog-request.ts';
import { versionFrom } from '#domain/version/parts.ts';
import { suggestVersion } from '#domain/version/suggest-version.ts';
import { tagOf } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import { askForge, type ForgeAnswer } from './ask-forge.ts';
import type { ChangelogSource } from './changelog-source.ts';
import { type ReadCommits, readCommits } from './read-commits.ts';
import { type ResolvedRange, resolveRange } from './resolve-range.ts';

/** What is asked for, besides where it goes. */
export type ChangelogWish = Pick<
  ChangelogRequest,
  'from' | 'to' | 'hotfix' | 'includeBreakingChanges' | 'services' | 'version'
>;

/**
 * Makes the changelog of a range: its commits with their corrections, sorted, selected and counted, with what a reader has to know about
 * the range. Reads only; the same repository gives the same document on the same day.
 */
export async function generateChangelog(source: ChangelogSource, wish: ChangelogWish): Promise<ChangelogOutcome> {
  const range = await resolveRange(source, wish);
  if (range.kind === 'refused') return range;
  const { read, answer } = await readRange(source, range);
  const services = wish.services ?? servicesOfUnit(source, range);
  const options = optionsFor(source, read, answer);
  const changes = changelogEntries(read.commits, {
    ...options,
    services,
    hotfix: wish.hotfix,
    includeBreaking: wish.includeBreakingChanges,
  });
  const version = versionFor(wish, range, read, source);
  const isTagged = range.to.version !== null && version === range.to.version;
  const document: ChangelogDocument = {
    version,
    date: dayOf(isTagged ? (read.endedAt ?? source.now) : source.now),
    from: range.from,
    to: { name: isTagged || version === null ? range.to.name : tagOf(range.unit.tag, version), sha: range.to.sha },
    isHotfix: wish.hotfix,
    changes,
    links: source.links,
    accounts: accountsOf(read.commits, source.links),
    showServices: source.rules.labelServices && Object.keys(source.services).length > 1,
    missing: missingOf(source, read, answer, options, changes),
    remarks: await remarksOn(source, range, version, answer),
  };
  return { kind: 'made', document };
}

async function readRange(
  source: ChangelogSource,
  { from, to }: ResolvedRange,
): Promise<{ readonly read: ReadCommits; readonly answer: ForgeAnswer | null }> {
  let answer: ForgeAnswer | null = null;
  const { forge, git, links, services } = source;
  const read = await readCommits(
    git,
    { from: from?.sha ?? null, to: to.sha },
    {
      services,
      findOverrides:
        forge === null
          ? null
          : async (records) => {
              const shas = records.map(({ sha }) => sha);
              answer = await askForge(forge, shas, links.kind === 'gitlab' ? '!' : '#');
              return answer?.overrides ?? new Map();
            },
    },
  );
  return { read, answer };
}

function optionsFor({ rules }: ChangelogSource, read: ReadCommits, answer: ForgeAnswer | null): ChangelogOptions {
  return {
    rules,
    reverted: read.reverted,
    servicesOf: read.servicesOf,
    pullRequestOf: (commit) => read.pullRequestOf(commit) ?? answer?.byCommit.get(commit.sha) ?? null,
  };
}

/** A service or group with tags of its own has a changelog of its own; a project with one version tells of all its services. */
function servicesOfUnit({ units }: ChangelogSource, { unit }: ResolvedRange): readonly string[] | null {
  return units.length > 1 && units.includes(unit) ? unit.services : null;
}

function versionFor(
  { version: named }: ChangelogWish,
  { to, from, previous, existing }: ResolvedRange,
  { commits }: ReadCommits,
  { initial }: ChangelogSource,
): Version | null {
  const asked = named === null ? null : versionFrom(named);
  if (asked !== null) return asked;
  if (to.version !== null) return to.version;
  // A range that begins elsewhere than at the last release says nothing about the next version.
  if (from?.sha !== previous?.sha) return null;
  return suggestVersion({ commits, current: previous?.version ?? null, existing, initial })?.next ?? null;
}

function missingOf(
  source: ChangelogSource,
  read: ReadCommits,
  answer: ForgeAnswer | null,
  options: ChangelogOptions,
  changes: ChangelogSections,
): ChangelogDocument['missing'] {
  const { breaking, unfixed, otherServices } = changes.leftOut;
  // What a selection leaves out on purpose is not missing.
  const all = breaking + unfixed + otherServices === 0 ? changes : changelogEntries(read.commits, options);
  const known = pullRequestsOfCommits(read.commits, read.pullRequestOf, read.mergedTitleOf);
  const present = new Set(read.commits.map(({ sha }) => String(sha)));
  const skipped = new Set(read.commits.filter(({ isSkipped }) => isSkipped).map(({ sha }) => String(sha)));
  // Where every commit of a pull request has vanished with its revert, or asked to be skipped, nothing of it is left to tell.
  const told = (answer?.pullRequests ?? []).filter(({ shas }) =>
    shas.some((sha) => present.has(sha) && !skipped.has(sha)),
  );
  return missingPullRequests([...told, ...known], all).map(({ reference, title, url }) => ({
    reference,
    title: cleanText(title, 300),
    url: url ?? source.links.pullRequest(reference),
  }));
}

async function remarksOn(
  { git, forge }: ChangelogSource,
  { from, to, isParted, previous }: ResolvedRange,
  version: Version | null,
  answer: ForgeAnswer | null,
): Promise<readonly ChangelogRemark[]> {
  const remarks: (ChangelogRemark | null)[] = [
    (await git.isShallow()) ? { code: 'shallow' } : null,
    isParted && from !== null ? { code: 'parted', from: from.name, to: to.name } : null,
    from === null && previous === null ? { code: 'first_release' } : null,
    version !== null && version !== to.version ? { code: 'version_suggested', version } : null,
    forge !== null && answer === null ? { code: 'forge_silent' } : null,
    answer !== null && answer.unasked > 0 ? { code: 'forge_partial', unasked: answer.unasked } : null,
  ];
  return remarks.flatMap((remark) => remark ?? []);
}

function dayOf(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}
