import { parseRollbackButton, type RollbackButton } from '#templates/button-value.ts';
import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { openRollbackForm } from '../open-rollback-form.ts';
import { tell } from '../tell.ts';
import { whereaboutsOf } from '../whereabouts.ts';
import type { ButtonArgs } from './move.ts';

/**
 * The button below a rollback plan: opens the `/rollback` form with what the plan said. The form shows what runs by then, and whoever submits it
 * is judged as with the command. A value that is not ours, or that names what is no longer configured, is answered and opens nothing.
 */
export function handleRollbackAsPlanned(ports: HandlerPorts) {
  return async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const from = whereaboutsOf(body);
    const choice = parseRollbackButton(action.value ?? '');
    if (choice === null || !isConfigured(ports, choice)) return tell(ports, from, staleButton());
    await openRollbackForm(ports, client, { triggerId: body.trigger_id, choice, from });
  };
}

function isConfigured({ configuration }: HandlerPorts, choice: RollbackButton): boolean {
  const projects = configuration.projects();
  const project = Object.hasOwn(projects, choice.project) ? projects[choice.project] : undefined;
  const isPlace = project?.environments.some(({ name }) => name === choice.environment) === true;
  return isPlace && choice.services.every((service) => Object.hasOwn(project.services, service));
}
