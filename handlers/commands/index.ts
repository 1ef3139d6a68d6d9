import type { App } from '@slack/bolt';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleRelease } from './release.ts';
import { handleRollback } from './rollback.ts';

/** Every slash command. A new one is a line here, one in domain/commands/index.ts and one in manifest.yml. */
export function registerCommands(app: Pick<App, 'command'>, ports: HandlerPorts): void {
  app.command('/release', handleRelease(ports));
  app.command('/rollback', handleRollback(ports));
}
