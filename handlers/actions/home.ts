import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { openReleaseForm } from '../open-release-form.ts';
import { openRollbackForm } from '../open-rollback-form.ts';
import { tell } from '../tell.ts';
import { whereaboutsOf } from '../whereabouts.ts';
import type { ButtonArgs } from './move.ts';

/** The App Home's button that opens the `/release` form of a project. */
export function handleHomeRelease(ports: HandlerPorts) {
  return handleProjectButton(ports, async ({ body, client }, project) => {
    await openReleaseForm(ports, client, {
      triggerId: body.trigger_id,
      project,
      services: null,
      from: whereaboutsOf(body),
    });
  });
}

/** The App Home's button that opens the `/rollback` form of a project. */
export function handleHomeRollback(ports: HandlerPorts) {
  return handleProjectButton(ports, async ({ body, client }, project) => {
    const choice = { project, environment: null, services: null, version: null };
    await openRollbackForm(ports, client, { triggerId: body.trigger_id, choice, from: whereaboutsOf(body) });
  });
}

function handleProjectButton(ports: HandlerPorts, open: (args: ButtonArgs, project: string) => Promise<void>) {
  return async (args: ButtonArgs): Promise<void> => {
    await args.ack();
    const project = args.action.value ?? '';
    if (Object.hasOwn(ports.configuration.projects(), project)) return open(args, project);
    await tell(ports, whereaboutsOf(args.body), staleButton());
  };
}
