import { applyOverride } from '#domain/commits/apply-override.ts';
import type { Commit } from '#domain/commits/commit.ts';
import { overrideOfNote } from '#domain/commits/override-text.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { servicesOfCommit } from '#domain/commits/services-of-commit.ts';
import { gatherHistory } from '#domain/history/gather-history.ts';
import type { HistoryRelease } from '#domain/history/history-release.ts';
import type { HistorySection } from '#domain/history/history-section.ts';
import type { KeptChangelog } from '#domain/history/kept-changelog.ts';
import { orderByDate } from '#domain/history/order-by-date.ts';
import type { PlacedRelease } from '#domain/history/release-order.ts';
import { releaseTips } from '#domain/history/release-tips.ts';
import { type SectionStream, streamSections } from '#domain/history/stream-sections.ts';
import type { Sha } from '#domain/ids.ts';
import type { CommitRecord } from '#ports/git.ts';
import type { WholeSource } from './whole-source.ts';

/** What a history is read by: its releases, the corrections of entries, and what is known of an earlier time. */
export type Known = {
  readonly releases: readonly HistoryRelease[];
  readonly notes: ReadonlyMap<Sha, string>;
  readonly kept: KeptChangelog | null;
};

/** What came of a reading. */
export type ReadSections = {
  /** What was kept, where it could be built upon. */
  readonly kept: KeptChangelog | null;
  /** The releases that were not kept, in the order they came out. */
  readonly order: readonly PlacedRelease[];
  /** Commits of releases behind which all other releases are. */
  readonly tips: readonly string[];
};

/** Takes sections, in any order, once the order of their releases is known. A second beginning takes everything back. */
export type SectionTaker = {
  begin(order: readonly PlacedRelease[], kept: KeptChangelog | null): void;
  take(section: HistorySection, servicesOf: (commit: Commit) => readonly string[]): void;
};

/**
 * Reads a history with one log and gives each section away as soon as it is whole. What was kept is built upon only when a reading of
 * everything would give the same; where clocks were so wrong that sections cannot be told on the way, everything is read again and
 * sorted out at the end.
 */
export async function readSections(source: WholeSource, known: Known, taker: SectionTaker): Promise<ReadSections> {
  const { kept } = known;
  if (kept !== null && fits(kept, known.releases)) {
    const after = await readAfter(source, known, kept, taker);
    if (after !== null) return after;
  }
  return (await readStream(source, known, taker)) ?? (await readAll(source, known, taker));
}

/** Whether every kept release is still a tag on the same commit. */
function fits(kept: KeptChangelog, releases: readonly HistoryRelease[]): boolean {
  const now = new Map(releases.map(({ name, sha }) => [name, sha]));
  return kept.releases.every(({ name, sha }) => now.get(name) === sha);
}

/** Null when a release is older than the kept ones, or inside of one: it may take commits from them. */
async function readAfter(
  source: WholeSource,
  { releases, notes }: Known,
  kept: KeptChangelog,
  taker: SectionTaker,
): Promise<ReadSections | null> {
  const names = new Set(kept.releases.map(({ name }) => name));
  const added = releases.filter(({ name }) => !names.has(name));
  const without = kept.tips as readonly Sha[];
  const { history, servicesOf } = await gather(source, added, without, notes);
  const { order, sections } = history.finish(added, source.head.sha);
  const last = kept.releases.at(-1)?.at ?? 0;
  if (order.length < added.length || order.some(({ at }) => at <= last)) return null;
  taker.begin(order, kept);
  for (const section of sections) taker.take(section, servicesOf);
  return { kept, order, tips: releaseTips(history.graph, added, without) };
}

async function readStream(
  source: WholeSource,
  { releases, notes }: Known,
  taker: SectionTaker,
): Promise<ReadSections | null> {
  const { read, servicesOf } = commitReader(source, notes);
  const dates = source.git.datesOf([...new Set(releases.map(({ sha }) => sha))]);
  // The log is on its way meanwhile; a failure is met below.
  dates.catch(() => undefined);
  let order: readonly PlacedRelease[] = [];
  let stream: SectionStream | null = null;
  for await (const batch of read(releases, [])) {
    if (stream === null) {
      order = orderByDate(releases, await dates);
      stream = streamSections(order, source.head.sha);
      taker.begin(order, null);
    }
    for (const { record, changes } of batch)
      for (const section of stream.add(record, changes)) taker.take(section, servicesOf);
  }
  for (const section of stream?.end() ?? []) taker.take(section, servicesOf);
  return stream === null || stream.isUnsure() ? null : { kept: null, order, tips: stream.tips() };
}

async function readAll(source: WholeSource, { releases, notes }: Known, taker: SectionTaker): Promise<ReadSections> {
  const { history, servicesOf } = await gather(source, releases, [], notes);
  const { order, sections } = history.finish(releases, source.head.sha);
  taker.begin(order, null);
  for (const section of sections) taker.take(section, servicesOf);
  return { kept: null, order, tips: releaseTips(history.graph, releases, []) };
}

async function gather(
  source: WholeSource,
  releases: readonly HistoryRelease[],
  without: readonly Sha[],
  notes: Known['notes'],
) {
  const { read, servicesOf } = commitReader(source, notes);
  const history = gatherHistory();
  for await (const batch of read(releases, without))
    for (const { record, changes } of batch) history.add(record, changes);
  return { history, servicesOf };
}

type ReadCommit = { readonly record: CommitRecord; readonly changes: readonly Commit[] };

/** Reads what the head and releases reach, corrections applied, and remembers the services of what it has read. */
function commitReader({ git, head, services }: WholeSource, notes: Known['notes']) {
  const hasServices = Object.keys(services).length > 0;
  const withPaths = Object.values(services).some(({ path }) => path !== undefined);
  const touched = new Map<string, readonly string[]>();
  const readOne = (record: CommitRecord): ReadCommit => {
    const changes = changesOf(record, notes);
    const [first] = changes;
    if (hasServices && first !== undefined)
      touched.set(record.sha, servicesOfCommit(first, record.paths ?? null, services));
    return { record, changes };
  };
  return {
    servicesOf: ({ sha }: Commit): readonly string[] => touched.get(sha) ?? [],
    async *read(releases: readonly HistoryRelease[], without: readonly Sha[]): AsyncGenerator<readonly ReadCommit[]> {
      const to = [...new Set([head.sha, ...releases.map(({ sha }) => sha)])];
      const batches = git.commitBatches({ to, without, ...(withPaths ? { withPaths } : {}) });
      for await (const batch of batches) yield batch.map(readOne);
    },
  };
}

function changesOf(record: CommitRecord, notes: ReadonlyMap<Sha, string>): readonly Commit[] {
  const note = notes.size === 0 ? undefined : notes.get(record.sha);
  const override = note === undefined ? null : overrideOfNote(note);
  if (override === null) return [parseCommit(record)];
  return applyOverride(record, override).map((one) => parseCommit(one));
}
