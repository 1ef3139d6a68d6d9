import type { Actor } from '#domain/actor.ts';
import type { ReleaseNotesDocument, ReleaseNotesOutcome } from '#domain/notes/release-notes-outcome.ts';
import { areNotesReleased, notesOf } from '#domain/notes/standing-notes.ts';
import { withoutMentions } from '#domain/notes/without-mentions.ts';
import type { WriteNotes } from '#domain/notes/written-notes.ts';
import type { Project } from '#domain/project/project.ts';
import { releasesOf } from '#domain/project-log/releases-of.ts';
import type { Release } from '#domain/release/release.ts';
import type { NotesRequest } from '#domain/requests/notes-request.ts';
import { versionFrom } from '#domain/version/parts.ts';
import { projectOfUnit, releaseUnits } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Forges } from '#ports/forge.ts';
import type { GitRepositories } from '#ports/git.ts';
import { sourceOf } from '../changelog/changelog-source.ts';
import { projectNamed } from '../changelog/make-changelog.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import type { EditNotes } from './edit-notes.ts';
import { type FoundNotesRange, findNotesRange } from './find-notes-range.ts';
import { type NotesPlace, writeNotesOfRange } from './write-release-notes.ts';

export type MakeReleaseNotesPorts = {
  readonly configuration: Pick<Configuration, 'projects'>;
  readonly git: GitRepositories;
  readonly forges: Forges;
  readonly releases: Pick<ReleaseLog, 'find'>;
  readonly projects: Pick<ProjectLog, 'get'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly write: WriteNotes;
  readonly editNotes: EditNotes;
};
export type MakeReleaseNotes = (asked: {
  readonly request: NotesRequest;
  readonly actor: Actor;
}) => Promise<ReleaseNotesOutcome>;

/**
 * Writes the notes of a version from the remote's repository as it is now, in a person's words where somebody edited them. Where the posted
 * notes of a release say less than the repository does by now, and the asker may edit them, they are brought up to it.
 */
export function createMakeReleaseNotes(ports: MakeReleaseNotesPorts): MakeReleaseNotes {
  return async ({ request, actor }) => {
    const project = projectNamed(ports.configuration, request.project);
    const { branch, forge } = project.repository;
    const git = ports.git.of(project.repository);
    await git.fetch();
    const sha = await git.branchHead(branch);
    if (sha === null) return { kind: 'refused', refusal: { code: 'branch_unknown', branch } };
    const head = { name: branch, sha };
    const place: NotesPlace = {
      source: sourceOf(project, { git, head, forge: null, now: ports.clock.now() }),
      forge: forge === undefined ? null : ports.forges.of(forge),
      config: project.notes,
      write: ports.write,
      readText: (at) => (path) => git.readFile(at, path),
    };
    const found = await findNotesRange({ ...place.source, forge: null }, request.version);
    const meant =
      found.kind === 'found'
        ? { version: found.version, unit: unitNamed(project, found) }
        : { version: request.version, unit: null };
    const release = await releaseOf(ports, request.project, meant);
    if (release !== null) return ofRelease(ports, place, { request, actor, project, release });
    if (found.kind === 'refused') return found;
    return { kind: 'written', document: await writeNotesOfRange(place, request, found), copies: 'none' };
  };
}

/** The service or group whose version it is; null where all share one. */
function unitNamed(project: Project, { services }: FoundNotesRange): string | null {
  const unit = releaseUnits(project).find((one) => services !== null && one.services.join() === services.join());
  return unit?.name ?? null;
}

/** The newest release of a version that is under way or done. */
async function releaseOf(
  { projects, releases }: MakeReleaseNotesPorts,
  project: string,
  { version, unit }: { readonly version: string | null; readonly unit: string | null },
): Promise<Release | null> {
  if (version === null) return null;
  const own = releasesOf(await projects.get(project), { version, unit });
  const newest = own.findLast(({ closed }) => closed === null || closed.ending === 'released');
  return newest === undefined ? null : releases.find(newest.id);
}

type Asked = {
  readonly request: NotesRequest;
  readonly actor: Actor;
  readonly project: Project;
  readonly release: Release;
};

async function ofRelease(ports: MakeReleaseNotesPorts, place: NotesPlace, asked: Asked): Promise<ReleaseNotesOutcome> {
  const { request, release, actor } = asked;
  const { audience } = request;
  const document = await writeNotesOfRange(place, request, rangeOf(asked));
  const standing = notesOf(release, audience);
  if (standing?.edited?.from === 'person') {
    const { text, edited } = standing;
    return { kind: 'written', document: inTheirWords(document, text, edited), copies: 'none' };
  }
  const isSame = [document.markdown, withoutMentions(document.markdown)].some(
    (text) => text.trim() === standing?.text.trim(),
  );
  const isPosted = standing !== null && areNotesReleased(release) && release.plan.notesFor !== undefined;
  if (isSame || !isPosted || !document.isWhole || request.includeScreenshots)
    return { kind: 'written', document, copies: 'none' };
  const edit = {
    release: release.id,
    audience,
    text: document.markdown,
    base: null,
    from: 'repository' as const,
    actor,
  };
  const outcome = await ports.editNotes(edit);
  if (outcome.kind !== 'refused') return { kind: 'written', document, copies: 'updated' };
  return { kind: 'written', document, copies: outcome.refusal.code === 'not_permitted' ? 'not_permitted' : 'none' };
}

function inTheirWords(
  document: ReleaseNotesDocument,
  markdown: string,
  edited: NonNullable<ReleaseNotesDocument['edited']>,
): ReleaseNotesDocument {
  const { breaking, features, improvements, fixes, security } = document.view;
  const images = [...features, ...improvements, ...fixes, ...security, ...breaking].flatMap((item) => item.images);
  const screenshots = images.filter(({ url }) => !markdown.includes(url));
  return { ...document, markdown, edited, screenshots };
}

/** What the plan of a release was made of. */
function rangeOf({ release, project }: Asked): FoundNotesRange {
  const { plan, requestedAt } = release;
  const unit = releaseUnits(project).find(({ name }) => name === (plan.unit ?? null));
  const pattern = unit === undefined ? project.tag : projectOfUnit(project, unit).tag;
  const previous = plan.previous === null ? null : versionFrom(plan.previous);
  const version = versionFrom(plan.version);
  if (version === null) throw new TypeError(`The plan of ${release.id} has no version.`);
  return {
    kind: 'found',
    version,
    tag: plan.tag,
    previous: previous === null ? null : { version: previous, tag: tagOf(pattern, previous) },
    from: plan.since,
    to: plan.source,
    isDraft: !areNotesReleased(release),
    compareTo: plan.tag,
    services: plan.unit === undefined ? null : (unit?.services ?? plan.services),
    releasedAt: requestedAt,
  };
}
