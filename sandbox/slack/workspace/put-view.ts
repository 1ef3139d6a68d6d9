import type { SlackCore } from '../core.ts';
import { type JsonObject, objectsIn } from '../json-object.ts';
import { SlackRefusal } from '../refusal.ts';
import { fillBlockIds } from './block-ids.ts';
import type { StoredView } from './views.ts';

/** Opens a checked view for a person. `below` are the ids of the modals under it, the root first. */
export function openView(core: SlackCore, userId: string, content: JsonObject, below: readonly string[]): StoredView {
  refuseTakenExternalId(core, content, undefined);
  const { counters, views } = core.workspace;
  const view: StoredView = {
    id: counters.id('V'),
    userId,
    kind: content.type === 'home' ? 'home' : 'modal',
    content: completed(core, content, []),
    hash: nextHash(core),
    stack: below,
    state: {},
  };
  views.open(view);
  return view;
}

/** Puts other content in an open view. A hash that is given must be the current one: `hash_conflict`. */
export function changeView(
  core: SlackCore,
  view: StoredView,
  content: JsonObject,
  hash: string | undefined,
): StoredView {
  if (hash !== undefined && hash !== view.hash) throw new SlackRefusal('hash_conflict');
  refuseTakenExternalId(core, content, view.id);
  const { errors: _answered, ...kept } = view;
  const before = objectsIn(view.content.blocks);
  const changed: StoredView = { ...kept, content: completed(core, content, before), hash: nextHash(core) };
  core.workspace.views.replace(changed);
  return changed;
}

/** The view as the Web API and the payloads carry it. */
export function viewForApi(core: SlackCore, view: StoredView): JsonObject {
  const { team, app } = core.workspace;
  return {
    ...view.content,
    id: view.id,
    team_id: team.id,
    state: { values: view.state },
    hash: view.hash,
    root_view_id: view.stack[0] ?? view.id,
    previous_view_id: view.stack.at(-1) ?? null,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}

function completed(core: SlackCore, content: JsonObject, before: readonly JsonObject[]): JsonObject {
  const empty = { private_metadata: '', callback_id: '', external_id: '' };
  const modal = { close: null, submit: null, clear_on_close: false, notify_on_close: false };
  const blocks = fillBlockIds(objectsIn(content.blocks), core.workspace.counters, before);
  return { ...empty, ...(content.type === 'modal' ? modal : {}), ...content, blocks };
}

function nextHash(core: SlackCore): string {
  const [second, micros] = core.workspace.counters.ts().split('.');
  return `${second}.${Number(micros).toString(36).padStart(8, 'x')}`;
}

function refuseTakenExternalId(core: SlackCore, content: JsonObject, except: string | undefined): void {
  if (typeof content.external_id !== 'string' || content.external_id === '') return;
  const holder = core.workspace.views.withExternalId(content.external_id);
  if (holder !== undefined && holder.id !== except) throw new SlackRefusal('duplicate_external_id');
}
