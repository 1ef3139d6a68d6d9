import { releaseCommand } from '#domain/commands/release-command.ts';
import { inputIds } from '#templates/ids.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleForm } from './submit-form.ts';

/** The `/release` form, submitted. */
export function handleReleaseModal(ports: HandlerPorts) {
  const fields = {
    project: inputIds.project,
    version: inputIds.version,
    services: inputIds.services,
    environments: inputIds.environments,
    strategy: inputIds.strategy,
    'override-breaking': inputIds.breakingReason,
  };
  const form = releaseCommand.forms[0];
  return handleForm(() => ({ command: releaseCommand, form, fields }), ports);
}
