import type { Actor } from '#domain/actor.ts';
import type { TagRequest } from '#domain/requests/tag-request.ts';
import type { CommitSummary } from '#domain/tagging/commit-summary.ts';
import type { ChosenBy, TagOutcome, TagRefusal } from '#domain/tagging/tag-outcome.ts';
import { projectOfUnit } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { GitRepositories } from '#ports/git.ts';
import { handsOff } from '../bump/hands-off.ts';
import type { WhoIs } from '../people.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import { chooseCommit } from './choose-commit.ts';
import { otherVersions } from './other-versions.ts';
import { placeTag } from './place-tag.ts';
import type { PublishPage } from './publish-page.ts';
import { tagText } from './tag-text.ts';
import { taggedUnit } from './tagged-unit.ts';

export type TagReleasePorts = {
  readonly configuration: Pick<Configuration, 'projects'>;
  readonly git: GitRepositories;
  readonly projects: Pick<ProjectLog, 'get'>;
  readonly releases: Pick<ReleaseLog, 'find'>;
  readonly whoIs: WhoIs;
  readonly clock: Clock;
  readonly publishPage: PublishPage;
};

/** What is about to be tagged. */
export type AboutToTag = { readonly tag: string; readonly commit: CommitSummary; readonly chosenBy: ChosenBy };

export type TagRelease = (wish: {
  readonly request: TagRequest;
  readonly actor: Actor;
  /** Told before anything is made. */
  readonly announce: (ahead: AboutToTag) => Promise<void>;
}) => Promise<TagOutcome>;

/**
 * Tags a version on the remote, for managers, and never past a release: while one of the version is open it tags itself. What is tagged is the
 * commit of the finished release of that version, else what was named, else the head of the branch. A second call finds the first one's tag.
 */
export function createTagRelease(ports: TagReleasePorts): TagRelease {
  return async ({ actor, announce, request }) => {
    const { project: name, version } = request;
    const projects = ports.configuration.projects();
    const configured = projects[name];
    if (configured === undefined)
      return refused({ code: 'unknown_project', project: name, known: Object.keys(projects) });
    const found = taggedUnit(configured, request.service);
    if (found.kind === 'refused') return found;
    const project = projectOfUnit(configured, found.unit);
    const why = await handsOff(ports, { name, project, actor, version, unit: found.unit.name });
    if (why !== null) return refused(why);
    if (request.release && project.repository.forge === undefined) return refused({ code: 'no_forge' });

    if (request.sign === true && project.signing === undefined) return refused({ code: 'no_key' });
    const git = ports.git.of(project.repository);
    await git.fetch();
    const { branch } = project.repository;
    const choice = await chooseCommit(ports, git, { request, branch, unit: found.unit.name });
    if (choice.kind === 'refused') return choice;
    const { by: chosenBy, commit } = choice;
    const tag = tagOf(project.tag, version);
    await announce({ tag, commit, chosenBy });
    const { sha } = commit;
    const message = tagText(tag, request.message);
    const placing = await placeTag(git, project, { tag, sha, message, sign: request.sign, at: ports.clock.now() });
    if (placing.kind === 'refused') return placing;
    const others = await otherVersions(git, { sha, version, unit: found.unit, services: project.services });
    const wish = { name, project, unit: found.unit, version, tag, sha, body: request.message, files: null };
    const page = request.release ? await ports.publishPage(wish) : null;
    return { ...placing, project: name, version, chosenBy, isSigningAsked: request.sign === true, others, page };
  };
}

function refused(refusal: TagRefusal): Extract<TagOutcome, { kind: 'refused' }> {
  return { kind: 'refused', refusal };
}
