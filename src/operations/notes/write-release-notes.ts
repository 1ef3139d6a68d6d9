import type { Sha } from '#domain/ids.ts';
import type { NotesConfig } from '#domain/notes/notes-config.ts';
import { notesFacts } from '#domain/notes/notes-facts.ts';
import type { ReleaseNotesDocument, ReleaseNotesRefusal } from '#domain/notes/release-notes-outcome.ts';
import type { WriteNotes } from '#domain/notes/written-notes.ts';
import type { NotesRequest } from '#domain/requests/notes-request.ts';
import type { ChangelogSource } from '../changelog/changelog-source.ts';
import { type FoundNotesRange, findNotesRange } from './find-notes-range.ts';
import { type PullRequestReader, readNotesRange } from './read-notes-range.ts';
import type { ReadText } from './read-notes-templates.ts';
import { writeAudience } from './write-audience.ts';

/** A repository and everything its project says about notes. */
export type NotesPlace = {
  readonly source: Omit<ChangelogSource, 'forge'>;
  readonly forge: PullRequestReader | null;
  readonly config: NotesConfig;
  readonly write: WriteNotes;
  /** The project's own templates, as they are at a commit or in a folder. */
  readonly readText: (at: Sha) => ReadText;
};

export type WrittenReleaseNotes =
  | { readonly kind: 'written'; readonly document: ReleaseNotesDocument }
  | { readonly kind: 'refused'; readonly refusal: ReleaseNotesRefusal };

/** Writes the notes of a version for one audience. Reads only; the same repository gives the same notes. */
export async function writeReleaseNotes(place: NotesPlace, request: NotesRequest): Promise<WrittenReleaseNotes> {
  const range = await findNotesRange({ ...place.source, forge: null }, request.version);
  if (range.kind === 'refused') return range;
  return { kind: 'written', document: await writeNotesOfRange(place, request, range) };
}

/** Writes the notes of a range that is known already. */
export async function writeNotesOfRange(
  { source, forge, config, write, readText }: NotesPlace,
  { project, audience, includeScreenshots }: NotesRequest,
  range: FoundNotesRange,
): Promise<ReleaseNotesDocument> {
  const { version, previous, from, to, isDraft, services } = range;
  const of = services === null ? null : { services, places: source.services };
  const read = await readNotesRange(source.git, forge, { from, to, of });
  const releasedAt = range.releasedAt ?? (isDraft ? null : read.endedAt);
  const facts = notesFacts({
    project,
    version,
    previous: previous?.version ?? null,
    date: releasedAt === null ? null : new Date(releasedAt).toISOString().slice(0, 10),
    commits: read.commits,
    pullRequests: read.pullRequests,
    links: source.links,
    compareUrl: previous === null ? null : source.links.compare(previous.tag, range.compareTo),
  });
  const ports = { write, readText: readText(to), config };
  const { markdown, problem, view } = await writeAudience(ports, facts, audience, includeScreenshots);
  const shallow = 'The repository here is a shallow clone, so older commits of this version may be missing.';
  return {
    project,
    product: config.product ?? project,
    version,
    previous: previous?.version ?? null,
    audience,
    isDraft,
    markdown,
    view,
    edited: null,
    screenshots: [],
    isWhole: read.remarks.length === 0,
    remarks: [
      ...(problem === null ? [] : [problem]),
      ...read.remarks,
      ...((await source.git.isShallow()) ? [shallow] : []),
    ],
  };
}
