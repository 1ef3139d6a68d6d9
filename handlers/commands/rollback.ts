import { rollbackCommand } from '#domain/commands/rollback-command.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleCommand } from './handle-command.ts';

/** `/rollback`: take back what is in flight, or go back to what ran before. */
export function handleRollback(ports: HandlerPorts) {
  return handleCommand(rollbackCommand, ports);
}
