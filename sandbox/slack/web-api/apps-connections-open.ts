import { SlackRefusal } from '../refusal.ts';
import type { Method } from './method.ts';

/** Slack method apps.connections.open: an address for one Socket Mode connection, with an app-level token only. */
export const appsConnectionsOpen: Method = {
  tokens: ['app'],
  scopes: [],
  tier: 1,
  run({ core }) {
    if (core.mode !== 'socket') throw new SlackRefusal('access_denied');
    return { url: core.socketUrl() };
  },
};
