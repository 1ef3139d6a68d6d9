import type { SlackCore } from '../core.ts';
import { type JsonObject, objectsIn } from '../json-object.ts';
import { messageForApi } from '../web-api/message-for-api.ts';
import { elementsOf } from '../workspace/block-ids.ts';
import { viewForApi } from '../workspace/put-view.ts';
import type { StoredView } from '../workspace/views.ts';
import { type ActAnswer, type ActOf, type ActRoom, refused } from './act-room.ts';
import { channelName, payloadHead } from './payload-head.ts';
import { blocksIn, stateValues } from './view-state.ts';

type Press = ActOf<'block_action'>;

/** What is around an element: its blocks, and the part of the payload that says where they are. */
type Surroundings = { readonly blocks: readonly JsonObject[]; readonly payload: JsonObject; readonly viewId?: string };

/**
 * A person clicks a button or chooses in a menu of a message, modal or home. An empty `block_id` means whichever block
 * holds the action. Answers once the app has acknowledged or three seconds have passed.
 */
export async function press({ core, office }: ActRoom, act: Press): Promise<ActAnswer> {
  if (!core.manifest.interactive) return refused('This app is not configured to handle interactive responses.');
  const around = surroundings(core, act);
  if (typeof around === 'string') return refused(around);
  const action = actionOf(core, around.blocks, act);
  if (typeof action === 'string') return refused(action);
  const answer = await office.send({
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      ...payloadHead(core, act.as),
      trigger_id: core.triggers.create({ userId: act.as, viewId: around.viewId }),
      ...around.payload,
      actions: [action],
    },
  });
  return answer.ok ? { ok: true } : refused(answer.error);
}

function surroundings(core: SlackCore, act: Press): Surroundings | string {
  const { container } = act;
  if (container.type === 'message') return aroundMessage(core, act, container.channel, container.ts);
  const { views } = core.workspace;
  const view = container.type === 'view' ? views.get(container.viewId) : views.home(act.as);
  if (view === undefined || view.userId !== act.as) return 'view_not_found';
  const blocks = blocksIn(view.content);
  const stateful: StoredView = { ...view, state: stateValues(blocks, act.state ?? view.state) };
  if (view.kind === 'modal') core.workspace.views.remember(stateful);
  return {
    blocks,
    viewId: view.id,
    payload: { container: { type: 'view', view_id: view.id }, view: viewForApi(core, stateful) },
  };
}

function aroundMessage(core: SlackCore, act: Press, channelId: string, ts: string): Surroundings | string {
  const { channels, messages } = core.workspace;
  const message = messages.get(channelId, ts);
  const isFor = message?.ephemeralTo === undefined || message.ephemeralTo === act.as;
  if (message === undefined || !isFor) return 'message_not_found';
  if (channels.get(channelId)?.members.includes(act.as) !== true) return 'not_in_channel';
  const isEphemeral = message.ephemeralTo !== undefined;
  const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
  const target = { channel: channelId, userId: act.as, message: ts, ...thread };
  return {
    blocks: message.blocks ?? [],
    payload: {
      container: { type: 'message', message_ts: ts, channel_id: channelId, is_ephemeral: isEphemeral, ...thread },
      channel: { id: channelId, name: channelName(core, channelId) },
      ...(isEphemeral ? {} : { message: messageForApi(core, message, true) }),
      state: { values: stateValues(message.blocks ?? [], act.state ?? {}) },
      response_url: `${core.url()}${core.responseUrls.create(target)}`,
    },
  };
}

function actionOf(core: SlackCore, blocks: readonly JsonObject[], act: Press): JsonObject | string {
  const candidates = blocks.filter((block) => act.block_id === '' || block.block_id === act.block_id);
  for (const block of candidates) {
    const element = elementsOf(block).find((one) => one.action_id === act.action_id);
    if (element === undefined) continue;
    const unfit = misfit(element, act.action);
    if (unfit !== undefined) return unfit;
    const { text, value, style } = element;
    const shown = element.type === 'button' ? { text, ...defined({ value, style }) } : {};
    return {
      ...shown,
      ...act.action,
      type: element.type,
      action_id: act.action_id,
      block_id: block.block_id,
      action_ts: core.workspace.counters.ts(),
    };
  }
  return 'There is no such button or menu here any more.';
}

function misfit(element: JsonObject, action: JsonObject): string | undefined {
  if (action.type !== undefined && action.type !== element.type) return 'The action is not of the type of its element.';
  const chosen = action.selected_option;
  if (chosen === undefined || chosen === null) return undefined;
  const offered = [
    ...objectsIn(element.options),
    ...objectsIn(element.option_groups).flatMap((g) => objectsIn(g.options)),
  ];
  const value = objectsIn([chosen])[0]?.value;
  return offered.some((option) => option.value === value) ? undefined : 'The choice is not among the options.';
}

function defined(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
