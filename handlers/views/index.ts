import type { App, ViewSubmitAction } from '@slack/bolt';
import { callbackIds } from '#templates/ids.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleCommandModal } from './command-modal.ts';
import { handleNotesModal } from './notes-modal.ts';
import { handleReasonModal } from './reason-modal.ts';
import { handleReleaseModal } from './release-modal.ts';
import { handleRollbackModal } from './rollback-modal.ts';

/** Every modal that can be submitted. */
export function registerViews(app: Pick<App, 'view'>, ports: HandlerPorts): void {
  app.view<ViewSubmitAction>(callbackIds.release, handleReleaseModal(ports));
  app.view<ViewSubmitAction>(callbackIds.rollback, handleRollbackModal(ports));
  app.view<ViewSubmitAction>(callbackIds.command, handleCommandModal(ports));
  app.view<ViewSubmitAction>(callbackIds.reason, handleReasonModal(ports));
  app.view<ViewSubmitAction>(callbackIds.notes, handleNotesModal(ports));
}
