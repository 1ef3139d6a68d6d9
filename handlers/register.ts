import type { App } from '@slack/bolt';
import { registerActions } from './actions/index.ts';
import { registerCommands } from './commands/index.ts';
import { registerEvents } from './events/index.ts';
import type { HandlerPorts } from './handler-ports.ts';
import { registerViews } from './views/index.ts';

/** Everything Slack may say to Fairlead. What is not registered here is answered as unknown. */
export function registerHandlers(app: Pick<App, 'command' | 'action' | 'view' | 'event'>, ports: HandlerPorts): void {
  registerCommands(app, ports);
  registerActions(app, ports);
  registerViews(app, ports);
  registerEvents(app, ports);
}
