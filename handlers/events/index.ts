import type { App } from '@slack/bolt';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleAppHomeOpened } from './app-home-opened.ts';
import { handleAppMention } from './app-mention.ts';

/** Every event that manifest.yml subscribes to. */
export function registerEvents(app: Pick<App, 'event'>, ports: HandlerPorts): void {
  app.event('app_home_opened', handleAppHomeOpened(ports));
  app.event('app_mention', handleAppMention(ports));
}
