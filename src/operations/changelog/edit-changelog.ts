import type { Actor } from '#domain/actor.ts';
import type { EditOutcome } from '#domain/changelog/edit-outcome.ts';
import { overrideNotesRef } from '#domain/changelog/override-notes.ts';
import { applyOverride } from '#domain/commits/apply-override.ts';
import type { Commit } from '#domain/commits/commit.ts';
import { overrideOfNote } from '#domain/commits/override-text.ts';
import { parseCommit, type RawCommit } from '#domain/commits/parse-commit.ts';
import type { Sha } from '#domain/ids.ts';
import { nearestWord } from '#domain/nearest-word.ts';
import type { ChangelogEditRequest } from '#domain/requests/changelog-edit-request.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { GitReader, GitRepositories } from '#ports/git.ts';
import type { WhoIs } from '../people.ts';
import { releaseAuthor } from '../steps/release-commit.ts';
import { projectNamed } from './make-changelog.ts';

export type EditChangelogPorts = {
  readonly configuration: Pick<Configuration, 'projects'>;
  readonly git: GitRepositories;
  readonly whoIs: WhoIs;
  readonly clock: Pick<Clock, 'now'>;
};

export type EditChangelog = (wish: {
  readonly request: ChangelogEditRequest;
  readonly actor: Actor;
}) => Promise<EditOutcome>;

/**
 * Corrects the entry of a commit that is merged already: the text becomes a git note below refs/notes/fairlead, pushed, and every reader
 * takes it for the message. For the project's managers. The same correction twice is one.
 */
export function createEditChangelog(ports: EditChangelogPorts): EditChangelog {
  return async ({ request, actor }) => {
    const project = projectNamed(ports.configuration, request.project);
    const person = await ports.whoIs(actor);
    if (!project.managers.some((role) => person.roles.includes(role)))
      return { kind: 'refused', refusal: { code: 'not_permitted', roles: project.managers } };
    const git = ports.git.of(project.repository);
    await git.fetch();
    const found = await findEdit(git, request);
    if (found.kind === 'refused') return found;
    const { sha, text, commit, entries } = found;
    const note = { ref: overrideNotesRef, sha, text, ...releaseAuthor, at: ports.clock.now() };
    const pushed = await git.pushNote(note);
    if (pushed.kind === 'refused') return { kind: 'refused', refusal: { code: 'push_refused', why: pushed.why } };
    return { kind: pushed.kind === 'pushed' ? 'corrected' : 'already', commit, entries };
  };
}

export type FoundEdit =
  | {
      readonly kind: 'found';
      readonly sha: Sha;
      readonly text: string | null;
      readonly commit: { readonly sha: string; readonly subject: string };
      readonly entries: readonly string[];
    }
  | Extract<EditOutcome, { kind: 'refused' }>;

/** Finds the commit of a correction, and what the changelog will say for it. Changes nothing. */
export async function findEdit(
  git: Pick<GitReader, 'resolve' | 'tags' | 'commits'>,
  { commit: typed, text }: Pick<ChangelogEditRequest, 'commit' | 'text'>,
): Promise<FoundEdit> {
  const sha = await git.resolve(typed);
  if (sha === null) {
    const names = (await git.tags()).map(({ name }) => name);
    return { kind: 'refused', refusal: { code: 'commit_unknown', typed, nearest: nearestWord(typed, names) } };
  }
  const override = text === null ? null : overrideOfNote(text);
  if (text !== null && override === null) return { kind: 'refused', refusal: { code: 'text_empty' } };
  const raw = await commitAt(git, sha);
  const { subject } = parseCommit(raw);
  const entries = override === null ? [] : applyOverride(raw, override).map((one) => titleOf(parseCommit(one)));
  return { kind: 'found', sha, text, commit: { sha, subject }, entries };
}

async function commitAt(git: Pick<GitReader, 'commits'>, sha: Sha): Promise<RawCommit> {
  for await (const record of git.commits({ from: null, to: sha })) return record;
  throw new Error(`git gave no commit for ${sha}.`);
}

function titleOf({ type, scope, subject, breaking }: Commit): string {
  if (type === null) return subject;
  return `${type}${scope === null ? '' : `(${scope})`}${breaking === null ? '' : '!'}: ${subject}`;
}
