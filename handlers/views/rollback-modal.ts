import { rollbackCommand } from '#domain/commands/rollback-command.ts';
import { inputIds } from '#templates/ids.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleForm } from './submit-form.ts';

/** The `/rollback` form, submitted. */
export function handleRollbackModal(ports: HandlerPorts) {
  const fields = {
    environment: inputIds.environment,
    services: inputIds.services,
    to: inputIds.target,
    reason: inputIds.reason,
  };
  const form = rollbackCommand.forms[0];
  return handleForm(() => ({ command: rollbackCommand, form, fields }), ports);
}
