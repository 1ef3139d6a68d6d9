import type { Actor } from '#domain/actor.ts';
import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { VersionBumpRequest } from '#domain/requests/version-bump-request.ts';
import type { Placing } from '#domain/tagging/tag-outcome.ts';
import { type ReleaseUnit, unitOf } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import { Version } from '#domain/version/version.ts';
import type { VersionBumpOutcome, VersionBumpRefusal } from '#domain/version-bump/version-bump-outcome.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Git, GitRepositories } from '#ports/git.ts';
import type { WhoIs } from '../people.ts';
import type { ProjectLog } from '../project-log.ts';
import { placeTag } from '../tag/place-tag.ts';
import { treeAt } from './bump-tree.ts';
import { bumpMessage, commitBump } from './commit-bump.ts';
import { findBumpCommit } from './find-bump-commit.ts';
import { handsOff } from './hands-off.ts';
import { type Preparation, prepareBump } from './prepare-bump.ts';
import { readFooting } from './read-footing.ts';

export type VersionBumpPorts = {
  readonly configuration: Pick<Configuration, 'projects'>;
  readonly git: GitRepositories;
  readonly projects: Pick<ProjectLog, 'get'>;
  readonly whoIs: WhoIs;
  readonly clock: Clock;
};

export type VersionBump = (wish: {
  readonly request: VersionBumpRequest;
  readonly actor: Actor;
}) => Promise<VersionBumpOutcome>;

type Work = {
  readonly git: Git;
  readonly project: Project;
  readonly unit: ReleaseUnit;
  readonly request: VersionBumpRequest;
};

/** Pushes to a branch that others push to, too, are tried this often. */
const tries = 3;

/**
 * Brings a project's version files to a version. Without `commit` it is a dry run that changes nothing anywhere; with it the change is
 * committed on the branch, by managers only and not while a release is open. A repeat finds the files at the version, and the tag it made.
 */
export function createVersionBump(ports: VersionBumpPorts): VersionBump {
  return async ({ actor, request }) => {
    const projects = ports.configuration.projects();
    const project = projects[request.project];
    if (project === undefined)
      return refused({ code: 'unknown_project', project: request.project, known: Object.keys(projects) });
    const choice = unitOf(project, request.services);
    if (choice.kind === 'spans')
      return refused({ code: 'several_versions', units: choice.units.map(({ name }) => name ?? request.project) });
    if (request.commit) {
      const why = await handsOff(ports, { name: request.project, project, actor, version: null, unit: null });
      if (why !== null) return refused(why);
    }
    const git = ports.git.of(project.repository);
    return carryOut(ports, { git, project, request, unit: choice.unit });
  };
}

async function carryOut(ports: VersionBumpPorts, work: Work): Promise<VersionBumpOutcome> {
  const { git, project, request, unit } = work;
  const { branch } = project.repository;
  for (let count = 0; count < tries; count += 1) {
    await git.fetch();
    const footing = await readFooting(git, { project, unit, version: request.version, head: null });
    if (footing === null) return refused({ code: 'branch_missing', branch });
    const { head } = footing;
    const prepared = await prepareBump(treeAt(git, head), { request, project, unit, footing });
    if (prepared.kind === 'refused') return prepared;
    if (prepared.kind === 'already') return already(ports, work, head, prepared);
    const { bump } = prepared;
    if (!request.commit) return { kind: 'shown', project: request.project, bump };
    const why = request.tag ? await unsigned(git, project, head) : null;
    if (why !== null) return refused({ code: 'signing_failed', why });
    const message = bumpMessage(bump.to, unit.name);
    const end = await commitBump(git, { bump, branch, head, message, at: ports.clock.now() });
    if (end.kind === 'refused') return end;
    if (end.kind === 'overtaken') continue;
    const tag = request.tag ? await tagged(ports, work, end.sha, Version.parse(bump.to)) : null;
    const commit = { sha: end.sha, branch, isPushed: true };
    return { kind: 'committed', project: request.project, bump, commit, tag };
  }
  return refused({ code: 'branch_moved', branch });
}

/** Nothing is to be written; a tag that was asked for goes to the commit that brought the files to the version. */
async function already(
  ports: VersionBumpPorts,
  work: Work,
  head: Sha,
  { paths, version }: Extract<Preparation, { kind: 'already' }>,
): Promise<VersionBumpOutcome> {
  const { git, request } = work;
  const sha = request.commit ? await findBumpCommit(git, head, paths) : null;
  return {
    kind: 'already',
    project: request.project,
    version,
    paths,
    commit: sha === null ? null : await git.summaryOf(sha),
    tag: sha === null || !request.tag ? null : await tagged(ports, work, sha, version),
  };
}

/** Why a tag could not be signed, tried before there is a commit that would stay without it. */
async function unsigned(git: Git, { signing }: Project, head: Sha): Promise<string | null> {
  if (signing === undefined) return null;
  const answer = await git.trySigning({ format: signing.format, key: signing.key }, head);
  return answer.ok ? null : answer.why;
}

/** The commit is out by now: whatever stops its tag is told beside it, and does not undo it. */
async function tagged(
  ports: VersionBumpPorts,
  { git, project, unit }: Work,
  sha: Sha,
  version: Version,
): Promise<Placing> {
  const tag = tagOf(unit.tag, version);
  return placeTag(git, project, { tag, sha, message: tag, sign: null, at: ports.clock.now() });
}

function refused(refusal: VersionBumpRefusal): VersionBumpOutcome {
  return { kind: 'refused', refusal };
}
