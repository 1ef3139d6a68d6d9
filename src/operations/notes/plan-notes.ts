import type { Sha } from '#domain/ids.ts';
import { forgeAudience } from '#domain/notes/notes-config.ts';
import { notesFacts } from '#domain/notes/notes-facts.ts';
import { withoutMentions } from '#domain/notes/without-mentions.ts';
import type { WriteNotes } from '#domain/notes/written-notes.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import { tagOf } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import type { Forges } from '#ports/forge.ts';
import type { GitReader } from '#ports/git.ts';
import { projectLinks } from '../changelog/changelog-source.ts';
import { readNotesRange } from './read-notes-range.ts';
import { writeAudience } from './write-audience.ts';

/** The release whose notes are wanted. */
export type PlanNotesWish = {
  readonly projectName: string;
  readonly project: Project;
  readonly version: Version;
  /** Epoch milliseconds of the request. */
  readonly requestedAt: number;
  /** What the plan is made of; nothing else is told. */
  readonly history: {
    readonly head: Sha;
    readonly previous: { readonly version: Version; readonly sha: Sha } | null;
    readonly commits: readonly { readonly sha: Sha }[];
  };
};

/** The notes of a plan: one text for each audience of the thread, and the one of the forge page. */
export type PlannedNotes = { readonly notes: string } & Required<Pick<Plan, 'notesFor' | 'notesForge'>>;
export type PlanNotes = (wish: PlanNotesWish) => Promise<PlannedNotes>;

/** Writes the notes a plan carries. The mirror has been fetched. A forge that is away never stands in the way of a release. */
export function createPlanNotes(ports: {
  readonly git: { of(repository: { readonly url: string }): Pick<GitReader, 'commits' | 'notes' | 'readFile'> };
  readonly forges: Forges;
  readonly write: WriteNotes;
}): PlanNotes {
  return async ({ projectName, project, version, requestedAt, history }) => {
    const { head, previous } = history;
    const { repository, notes: config, tag } = project;
    const git = ports.git.of(repository);
    const forge = repository.forge === undefined ? null : ports.forges.of(repository.forge);
    const { commits, pullRequests } = await readNotesRange(git, forge, {
      from: previous?.sha ?? null,
      to: head,
      only: new Set(history.commits.map(({ sha }) => sha)),
    });
    const links = projectLinks(project);
    const facts = notesFacts({
      project: projectName,
      version,
      previous: previous?.version ?? null,
      date: new Date(requestedAt).toISOString().slice(0, 10),
      commits,
      pullRequests,
      links,
      compareUrl: previous === null ? null : links.compare(tagOf(tag, previous.version), tagOf(tag, version)),
    });
    const readText = (path: string): Promise<string | null> => git.readFile(head, path);
    const told = new Map<string, string>();
    const page = forgeAudience(config);
    for (const audience of new Set([...config.audiences, page])) {
      const { markdown } = await writeAudience({ write: ports.write, readText, config }, facts, audience, false);
      told.set(audience, markdown);
    }
    return {
      notes: withoutMentions(told.get(page) ?? ''),
      notesFor: [...new Set(config.audiences)].map((audience) => ({ audience, text: told.get(audience) ?? '' })),
      notesForge: page,
    };
  };
}
