import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { VersionBumpRequest } from '#domain/requests/version-bump-request.ts';
import { type ReleaseUnit, unitOf } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import { Version } from '#domain/version/version.ts';
import type {
  PreparedBump,
  VersionBumpOutcome,
  VersionBumpRefusal,
} from '#domain/version-bump/version-bump-outcome.ts';
import type { Clock } from '#ports/clock.ts';
import type { WorkingCopy } from '#ports/working-copy.ts';
import { placeTagHere } from '../tag/place-tag-here.ts';
import { treeAt } from './bump-tree.ts';
import { bumpMessage, strayPaths } from './commit-bump.ts';
import { findBumpCommit } from './find-bump-commit.ts';
import { type Preparation, prepareBump } from './prepare-bump.ts';
import { readFooting } from './read-footing.ts';

export type BumpHerePorts = { readonly copy: WorkingCopy; readonly clock: Clock };

type Wish = { readonly request: VersionBumpRequest; readonly project: Project };
type Work = Wish & { readonly head: Sha; readonly branch: string | null; readonly unit: ReleaseUnit };

/**
 * Brings the version files of a working copy to a version, starting from what is committed. Without `write` and `commit` it is a dry run.
 * Files with changes of their owner's are refused, and whatever else is staged stays staged. A second call finds its own work.
 */
export async function bumpHere(ports: BumpHerePorts, { project, request }: Wish): Promise<VersionBumpOutcome> {
  const choice = unitOf(project, request.services);
  if (choice.kind === 'spans')
    return refused({ code: 'several_versions', units: choice.units.map(({ name }) => name ?? request.project) });
  const { branch, sha: head } = await ports.copy.head();
  if (head === null) return refused({ code: 'no_commit_yet' });
  const { unit } = choice;
  const footing = await readFooting(ports.copy, { project, unit, version: request.version, head });
  if (footing === null) return refused({ code: 'no_commit_yet' });
  const prepared = await prepareBump(treeAt(ports.copy, head), { request, project, unit, footing });
  const work = { project, request, head, branch, unit };
  if (prepared.kind === 'refused') return prepared;
  if (prepared.kind === 'already') return already(ports, work, prepared);
  const { bump } = prepared;
  if (!request.commit && !request.write) return { kind: 'shown', project: request.project, bump };
  const paths = await changedByOwner(ports.copy, bump);
  if (paths.length > 0) return refused({ code: 'uncommitted', paths });
  if (request.commit) return commit(ports, work, bump);
  await ports.copy.write(bump.edits.map(({ after, path }) => ({ path, text: after })));
  return { kind: 'written', project: request.project, bump };
}

/** Files that are neither as committed nor as this very bump leaves them. */
async function changedByOwner(copy: WorkingCopy, bump: PreparedBump): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { after, before, path } of bump.edits) {
    const { here, staged } = await copy.looseText(path);
    const ours = [before, after].map((text) => text.replaceAll('\r\n', '\n'));
    if (here === null || staged === null || !ours.includes(here) || !ours.includes(staged)) paths.push(path);
  }
  return paths;
}

async function commit(
  ports: BumpHerePorts,
  { branch, head, project, request, unit }: Work,
  bump: PreparedBump,
): Promise<VersionBumpOutcome> {
  const { clock, copy } = ports;
  const changes = bump.edits.map(({ after, path }) => ({ path, text: after }));
  const message = bumpMessage(bump.to, unit.name);
  const sha = await copy.prepareCommit({ parent: head, message, changes, at: clock.now() });
  const stray = strayPaths(bump, await copy.changedPaths({ from: head, to: sha }));
  if (stray.length > 0) return refused({ code: 'touches_more', paths: stray });
  await copy.adopt({ parent: head, sha, changes });
  const tag = request.tag ? await tagged(ports, { project, unit }, sha, Version.parse(bump.to)) : null;
  return { kind: 'committed', project: request.project, bump, commit: { sha, branch, isPushed: false }, tag };
}

async function already(
  ports: BumpHerePorts,
  { head, project, request, unit }: Work,
  { paths, version }: Extract<Preparation, { kind: 'already' }>,
): Promise<VersionBumpOutcome> {
  const sha = request.commit ? await findBumpCommit(ports.copy, head, paths) : null;
  return {
    kind: 'already',
    project: request.project,
    version,
    paths,
    commit: sha === null ? null : await ports.copy.summaryOf(sha),
    tag: sha === null || !request.tag ? null : await tagged(ports, { project, unit }, sha, version),
  };
}

function tagged(ports: BumpHerePorts, { project, unit }: Pick<Work, 'project' | 'unit'>, sha: Sha, version: Version) {
  const tag = tagOf(unit.tag, version);
  const wish = { tag, sha, message: tag, sign: null, at: ports.clock.now(), push: false };
  return placeTagHere(ports.copy, project, wish);
}

function refused(refusal: VersionBumpRefusal): VersionBumpOutcome {
  return { kind: 'refused', refusal };
}
