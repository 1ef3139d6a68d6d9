import type { KeptChangelog } from '#domain/history/kept-changelog.ts';

/** Where the written releases are kept from one time to the next. */
export type ChangelogKeep = {
  /** What was kept under this key; null when there is nothing, or nothing whole. */
  read(key: string): Promise<KeptChangelog | null>;
  write(kept: KeptChangelog): Promise<void>;
};
