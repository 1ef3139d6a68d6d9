import type { SlackCore } from '../core.ts';
import { SlackRefusal } from '../refusal.ts';
import type { StoredChannel } from '../workspace/channels.ts';

/** Refuses with `missing_scope` unless the app's manifest asks for one of the scopes. None needed means all may. */
export function requireScope(core: SlackCore, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => core.manifest.scopes.includes(scope))) return;
  throw new SlackRefusal('missing_scope', { needed: scopes.join(','), provided: core.manifest.scopes.join(',') });
}

/** The scope of a family for one channel: `channels:read`, `groups:history`, `im:read` and so on. */
export function channelScope(channel: StoredChannel, right: 'read' | 'history'): string {
  if (channel.kind === 'im') return `im:${right}`;
  return channel.isPrivate ? `groups:${right}` : `channels:${right}`;
}

/** The scopes of a family for any kind of conversation. */
export function anyChannelScope(right: 'read' | 'history'): readonly string[] {
  return [`channels:${right}`, `groups:${right}`, `im:${right}`, `mpim:${right}`];
}
