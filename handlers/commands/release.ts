import { releaseCommand } from '#domain/commands/release-command.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleCommand } from './handle-command.ts';

/** `/release`: plan one, ask after it, or move it. */
export function handleRelease(ports: HandlerPorts) {
  return handleCommand(releaseCommand, ports);
}
