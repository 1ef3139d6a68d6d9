import type { WholeFormat } from '#domain/history/whole-layout.ts';
import type { GitReader } from '#ports/git.ts';
import type { ChangelogSource } from '../changelog/changelog-source.ts';
import type { ChangelogWish } from '../changelog/generate-changelog.ts';

/** What a whole changelog is made from. The forge is not asked: a history would be thousands of questions. */
export type WholeSource = Pick<ChangelogSource, 'head' | 'services' | 'rules' | 'links' | 'now'> & {
  readonly git: Pick<GitReader, 'tags' | 'notes' | 'isShallow' | 'commitBatches' | 'datesOf'>;
  /** Whose tags are the releases. */
  readonly unit: Pick<ChangelogSource['units'][number], 'services' | 'tag'>;
};

/** What of each release is told, and how it is written. */
export type WholeWish = Pick<ChangelogWish, 'hotfix' | 'includeBreakingChanges' | 'services'> & {
  readonly format: WholeFormat;
};
