import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { derivedId } from '#domain/derived-id.ts';
import type { HandlerPorts } from '../handler-ports.ts';

/** Somebody looks at the App Home: it is drawn for them from the logs. Looking twice draws it once. */
export function handleAppHomeOpened({ queue }: HandlerPorts) {
  return async ({ event }: Pick<SlackEventMiddlewareArgs<'app_home_opened'>, 'event'>): Promise<void> => {
    if (event.tab !== 'home') return;
    await queue.enqueue({ name: 'publish-home', user: event.user }, { id: `home-${derivedId(event.user)}` });
  };
}
