import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { usualRules } from '#domain/changelog/change-kinds.ts';
import type { ChangelogDocument } from '#domain/changelog/changelog-document.ts';
import type { ChangelogRefusal } from '#domain/changelog/changelog-outcome.ts';
import { linksOf } from '#domain/links/links-of.ts';
import { usualInitialDevelopment } from '#domain/version/commit-rule.ts';
import type { ChangelogSource } from '#operations/changelog/changelog-source.ts';
import { type ChangelogWish, generateChangelog } from '#operations/changelog/generate-changelog.ts';
import type { Remote } from '#test/adapters/git/a-remote.ts';

/** A repository as a project without configuration has it, on GitHub, on 2026-11-21. */
export function aSource(remote: Remote, more: Partial<ChangelogSource> = {}): ChangelogSource {
  return {
    git: createLocalRepository(remote.url),
    head: { name: 'main', sha: remote.head() },
    units: [],
    services: {},
    rules: usualRules,
    initial: usualInitialDevelopment,
    links: linksOf('git@github.com:octo/shop.git'),
    forge: null,
    now: Date.UTC(2026, 10, 21, 12),
    ...more,
  };
}

const everything: ChangelogWish = {
  from: null,
  to: null,
  hotfix: false,
  includeBreakingChanges: true,
  services: null,
  version: null,
};

/** The changelog that is made of a source. Fails the test when it is refused. */
export async function made(source: ChangelogSource, wish: Partial<ChangelogWish> = {}): Promise<ChangelogDocument> {
  const outcome = await generateChangelog(source, { ...everything, ...wish });
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.document;
}

/** Why no changelog is made of a source. Fails the test when one is. */
export async function refusal(source: ChangelogSource, wish: Partial<ChangelogWish>): Promise<ChangelogRefusal> {
  const outcome = await generateChangelog(source, { ...everything, ...wish });
  if (outcome.kind === 'made') throw new Error('A changelog was made.');
  return outcome.refusal;
}

/** The subjects a changelog lists, by heading. */
export function told(document: ChangelogDocument): Record<string, readonly string[]> {
  return Object.fromEntries(
    document.changes.sections.map(({ kind, entries }) => [kind, entries.map(({ subject }) => subject)]),
  );
}
