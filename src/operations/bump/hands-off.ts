import type { Actor } from '#domain/actor.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { WhoIs } from '../people.ts';
import type { ProjectLog } from '../project-log.ts';

/** Why a person may not change the remote past the release flow; the codes are those of the refusals of both commands. */
export type HandsOff =
  | { readonly code: 'not_permitted'; readonly roles: readonly string[] }
  | { readonly code: 'release_open'; readonly release: ReleaseId; readonly version: string };

/**
 * Null when this person may change the remote now: a manager of the project, while no release is open that the change would overtake. With
 * a `version` only an open release of that version stands in the way, else any.
 */
export async function handsOff(
  ports: { readonly whoIs: WhoIs; readonly projects: Pick<ProjectLog, 'get'> },
  at: {
    readonly name: string;
    readonly project: Project;
    readonly actor: Actor;
    readonly version: string | null;
    /** The service or group whose version it is, where each has its own. */
    readonly unit: string | null;
  },
): Promise<HandsOff | null> {
  const { actor, name, project, unit, version } = at;
  const { roles } = await ports.whoIs(actor);
  if (actor.kind === 'automatic' || !project.managers.some((role) => roles.includes(role)))
    return { code: 'not_permitted', roles: project.managers };
  const record = await ports.projects.get(name);
  const open = record.releases.find(
    (one) =>
      one.closed === null &&
      one.intent === 'release' &&
      (version === null || (one.version === version && (one.unit ?? null) === unit)),
  );
  return open === undefined ? null : { code: 'release_open', release: open.id, version: open.version };
}
