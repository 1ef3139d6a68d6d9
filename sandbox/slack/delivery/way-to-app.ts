import type { Ground } from '../ground.ts';
import type { SlackOptions } from '../slack-options.ts';
import { type AppEvents, createAppEvents } from './app-events.ts';
import type { Delivery } from './delivery.ts';
import { createPostOffice, type PostOffice } from './post-office.ts';
import { createSignedHttp } from './signed-http.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';

/** The whole way to the app: the wire, what remembers the payloads, and what carries events. */
export type WayToApp = {
  readonly delivery: Delivery;
  readonly office: PostOffice;
  readonly events: AppEvents;
  /** Idle when payloads go over HTTP. */
  readonly socketMode: SocketMode;
};

/** Opens the way. Pages are told whenever the first Socket Mode connection opens or the last one ends. */
export function openWayToApp(ground: Ground, delivery: SlackOptions['delivery']): WayToApp {
  const { timings, workspace } = ground;
  const socketMode = createSocketMode(workspace.app.id, timings, (appConnected) =>
    workspace.changes.publish({ type: 'connection', appConnected }),
  );
  const wire = delivery.mode === 'socket' ? socketMode : createSignedHttp(delivery, timings);
  const office = createPostOffice(wire);
  return { delivery: wire, office, events: createAppEvents(ground, office), socketMode };
}
