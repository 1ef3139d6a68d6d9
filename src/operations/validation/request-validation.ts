import type { Actor } from '#domain/actor.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { ValidationRequest } from '#domain/requests/validation-request.ts';
import { builtInChecks, chooseChecks } from '#domain/validation/choose-checks.ts';
import { compileValidation } from '#domain/validation/compile-validation.ts';
import type { ValidationOutcome } from '#domain/validation/validation-outcome.ts';
import { projectOfUnit } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import { findUnit } from '../propose/find-unit.ts';
import { openRelease } from '../propose/open-release.ts';
import type { ProposePorts } from '../propose/propose.ts';
import { proposedBefore } from '../propose/proposed-before.ts';
import { refuseProposal } from '../propose/refuse-proposal.ts';
import { findVersion } from './find-version.ts';

export type RequestValidation = (wish: {
  readonly id: ReleaseId;
  readonly request: ValidationRequest;
  readonly actor: Actor;
  readonly channel: string | null;
}) => Promise<ValidationOutcome>;

type Ports = Omit<ProposePorts, 'planNotes' | 'forges' | 'deployers' | 'whoIs'>;

/**
 * `/release-validation`: opens a plan of checks on the commit that is the version. It is run by the same engine as a release and touches nothing
 * outside; the id comes from the request, so a repeat finds the validation it opened.
 */
export function createRequestValidation(ports: Ports): RequestValidation {
  return async ({ id, request, actor, channel }) => {
    const before = await proposedBefore(ports, id);
    if (before !== null) return before;
    const projects = ports.configuration.projects();
    const project = projects[request.project];
    if (project === undefined)
      return refuseProposal({ code: 'unknown_project', project: request.project, known: Object.keys(projects) });
    const { version, services } = request;
    const found = findUnit('/release-validation', { name: request.project, project, services, version });
    if (found.kind === 'refused') return found;
    const choice = chooseChecks(project, request.checks);
    if (choice.kind === 'unknown') return { ...choice, kind: 'unknown_check' };
    if (choice.checks.length === 0) return { kind: 'no_checks', project: request.project, known: [...builtInChecks] };
    const git = ports.git.of(project.repository);
    await git.fetch();
    const at = ports.clock.now();
    const { unit } = found;
    const commit = await findVersion(ports, git, { projectName: request.project, project, unit, version, at });
    const { branch } = project.repository;
    if (commit === null) return refuseProposal({ code: 'branch_missing', branch });
    const { plan, digest } = compileValidation({
      ...commit,
      projectName: request.project,
      project: projectOfUnit(project, unit),
      configDigest: ports.configuration.digestOf(request.project),
      version,
      unit: unit.name,
      services: [...new Set(services ?? unit.services)],
      tag: tagOf(unit.tag, version),
      checks: choice.checks,
      allowed: request.blockersAllowed,
      record: await ports.projects.get(request.project),
    });
    const opening = { id, actor, channel: channel ?? project.channel, reason: null, plan, digest, warnings: [] };
    const opened = await openRelease(ports, opening);
    if (opened.kind !== 'proposed') return opened;
    const checks = choice.checks.map(({ name }) => name);
    return {
      kind: 'opened',
      release: id,
      project: request.project,
      version,
      checks,
      source: plan.source,
      by: commit.by,
      branch,
    };
  };
}
