import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { derivedId } from '#domain/derived-id.ts';
import { inputIds } from '#templates/ids.ts';
import { readFormMetadata } from '#templates/modals/modal-metadata.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { chosenIn } from '../views/form-state.ts';

export type ChoiceArgs = Pick<SlackActionMiddlewareArgs<BlockAction>, 'ack' | 'action' | 'body'> &
  Partial<Pick<AllMiddlewareArgs, 'client'>>;

/** Another project, or something else with a version of its own, chosen in the `/release` form: it is filled again for that one. */
export function handleReleaseProject(ports: HandlerPorts) {
  return async ({ ack, action, body }: ChoiceArgs): Promise<void> => {
    const form = formOf(body);
    // A form with one project does not ask which.
    const project = form === null ? undefined : (chosenIn(form.state, inputIds.project)[0] ?? form.project);
    if (form !== null && project !== undefined && Object.hasOwn(ports.configuration.projects(), project)) {
      const { externalId, channel } = form;
      const [of] = action.block_id === inputIds.unit ? chosenIn(form.state, inputIds.unit) : [];
      const services = of === undefined ? null : [of];
      const job = { name: 'fill-release-modal' as const, externalId, project, services, user: body.user.id, channel };
      await ports.queue.enqueue(job, { id: fillId(externalId, of === undefined ? project : `${project} ${of}`) });
    }
    await ack();
  };
}

/** What is to be rolled back was chosen in the `/rollback` form: it tells what that takes away. A target is kept while the scope stays. */
export function handleRollbackScope(ports: HandlerPorts) {
  return async ({ ack, action, body }: ChoiceArgs): Promise<void> => {
    const form = formOf(body);
    if (form !== null) {
      const services = chosenIn(form.state, inputIds.services);
      const job = {
        name: 'fill-rollback-modal' as const,
        externalId: form.externalId,
        project: form.project,
        user: body.user.id,
        channel: form.channel,
        environment: chosenIn(form.state, inputIds.environment)[0] ?? null,
        services: services.length === 0 ? null : [...services],
        version: action.block_id === inputIds.target ? (chosenIn(form.state, inputIds.target)[0] ?? null) : null,
      };
      const choice = [job.environment, ...services, '-', job.version].join(' ');
      await ports.queue.enqueue(job, { id: fillId(form.externalId, choice) });
    }
    await ack();
  };
}

/** A choice that waits to be drawn is not lost to the one before it, and the same choice twice is one. */
function fillId(externalId: string, choice: string): string {
  return `fill-${derivedId(`${externalId} ${choice}`)}`;
}

/** The form a choice was made in; null where it is none of ours. */
function formOf({ view }: BlockAction) {
  const metadata = readFormMetadata(view?.private_metadata ?? '');
  const externalId = view?.external_id ?? '';
  if (view === undefined || metadata === null || externalId === '') return null;
  return { ...metadata, externalId, state: view.state.values };
}
