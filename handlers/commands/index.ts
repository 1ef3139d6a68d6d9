import type { App } from '@slack/bolt';
import { commands } from '#domain/commands/index.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleCommand } from './handle-command.ts';

/** Every slash command of the registry. A new one is a file there, a line in its index and one in manifest.yml. */
export function registerCommands(app: Pick<App, 'command'>, ports: HandlerPorts): void {
  for (const command of commands) app.command(command.name, handleCommand(command, ports));
}
