import type { AllMiddlewareArgs } from '@slack/bolt';
import type { View } from '#domain/drawing.ts';
import type { Job } from '#domain/job.ts';
import { errorCatalogue, ReleaseError } from '#errors.ts';
import { modalNotice } from '#templates/modals/modal-notice.ts';
import { formFailed } from '#templates/replies/form-failed.ts';
import type { HandlerPorts } from './handler-ports.ts';
import { modalView } from './slack-shapes.ts';
import { tell } from './tell.ts';
import type { Whereabouts } from './whereabouts.ts';

export type Client = AllMiddlewareArgs['client'];

/**
 * Opens a modal at once, since a trigger is worth three seconds and one use (Slack method views.open). False when Slack did not open it,
 * and the person has then been told: a repeated delivery finds the trigger used.
 */
export async function openForm(
  ports: HandlerPorts,
  client: Client,
  form: { readonly triggerId: string; readonly view: View; readonly from: Whereabouts },
): Promise<boolean> {
  try {
    await client.views.open({ trigger_id: form.triggerId, view: modalView(form.view) });
    return true;
  } catch (error) {
    ports.log.warn({ err: error }, 'a modal could not be opened');
    await tell(ports, form.from, formFailed());
    return false;
  }
}

/** Has an open modal filled by the worker. When Redis is away the modal itself says so. */
export async function fillForm(
  ports: HandlerPorts,
  client: Client,
  fill: { readonly externalId: string; readonly title: string; readonly job: Job },
): Promise<void> {
  try {
    await ports.queue.enqueue(fill.job, { id: `fill-${fill.externalId}`, once: true });
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    ports.log.warn({ err: error }, 'a modal could not be filled');
    const view = modalNotice(fill.title, errorCatalogue[error.code]);
    await client.views.update({ external_id: fill.externalId, view: modalView(view) });
  }
}
