import { overrideNotesRef } from '#domain/changelog/override-notes.ts';
import type { HistoryRelease } from '#domain/history/history-release.ts';
import { wholeLayouts } from '#domain/history/whole-layout.ts';
import type { Sha } from '#domain/ids.ts';
import { versionOfTag } from '#domain/version/tag.ts';
import type { ChangelogKeep } from '#ports/changelog-keep.ts';
import type { TagRecord } from '#ports/git.ts';
import { readSections } from './read-sections.ts';
import type { WholeSource, WholeWish } from './whole-source.ts';
import { sectionWriter } from './write-sections.ts';

/** A changelog of all releases, in pieces to be written one after the other. */
export type WholeChangelog = {
  readonly pieces: readonly string[];
  readonly releases: number;
  /** How many releases were taken from what was kept. */
  readonly kept: number;
  readonly isShallow: boolean;
};

/**
 * The changelog of a whole history: one section for each release tag, newest first, with what is unreleased on top; each commit in the
 * first release that contains it. Asks for tags, notes and one log, whatever their number. With `keep`, only what came after the kept
 * releases is read and the bytes are the same; a kept text that does not fit the tags any more is not used.
 */
export async function wholeChangelog(
  source: WholeSource,
  wish: WholeWish,
  keep: { readonly store: ChangelogKeep; readonly program: string } | null = null,
): Promise<WholeChangelog> {
  const { git, unit } = source;
  const [tags, notes, isShallow] = await Promise.all([git.tags(), git.notes(overrideNotesRef), git.isShallow()]);
  const releases = releasesAmong(tags, unit.tag);
  // Behind the end of a shallow clone there may be anything, and its end moves.
  const keeping = isShallow ? null : keep;
  const key = keyOf(source, wish, notes, keeping?.program ?? '');
  const kept = (await keeping?.store.read(key)) ?? null;
  const writer = sectionWriter(source, wish);
  const read = await readSections(source, { releases, notes, kept }, writer);
  const written = writer.finish();
  // Where no release is new, what is kept already says it all.
  if (keeping !== null && (read.order.length > 0 || read.kept === null))
    await keeping.store.write({ ...written.kept, tips: read.tips, key });
  const { head, between, beforeFeet, tail } = wholeLayouts[wish.format];
  const bodies = [...written.bodies, ...(read.kept === null || read.kept.bodies === '' ? [] : [read.kept.bodies])];
  const feet = [...written.feet, read.kept?.feet ?? ''].filter((foot) => foot !== '');
  const pieces = bodies.flatMap((body, index) => (index === 0 ? [body] : [between, body]));
  return {
    pieces: [head, ...pieces, ...(feet.length === 0 ? [] : [beforeFeet, ...feet]), tail],
    releases: releases.length,
    kept: read.kept?.releases.length ?? 0,
    isShallow,
  };
}

function releasesAmong(tags: readonly TagRecord[], pattern: string): readonly HistoryRelease[] {
  return tags.flatMap(({ name, sha }) => {
    const version = versionOfTag(pattern, name);
    return version === null ? [] : [{ name, version, sha }];
  });
}

/** Everything besides the commits and tags that the text depends on. */
function keyOf(source: WholeSource, wish: WholeWish, notes: ReadonlyMap<Sha, string>, program: string): string {
  const { links, rules, services, unit } = source;
  const pages = [links.commit('0'.repeat(40)), links.compare('a', 'b'), links.tag('a'), links.issue('#1')];
  return JSON.stringify([program, wish, unit, rules, services, pages, [...notes].sort()]);
}
