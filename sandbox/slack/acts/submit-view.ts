import type { SlackCore } from '../core.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { SlackRefusal } from '../refusal.ts';
import { readView } from '../web-api/read-view.ts';
import { changeView, openView, viewForApi } from '../workspace/put-view.ts';
import type { StoredView } from '../workspace/views.ts';
import { type ActAnswer, type ActOf, type ActRoom, refused } from './act-room.ts';
import { payloadHead } from './payload-head.ts';
import { blocksIn, chosenConversations, stateValues, unmetInputs } from './view-state.ts';

const troubled = 'We had some trouble connecting. Try again?';

/** A person submits a modal. Required fields are asked for before the app hears of it; then its answer is carried out. */
export async function submitView({ core, office }: ActRoom, act: ActOf<'view_submit'>): Promise<ActAnswer> {
  const view = core.workspace.views.get(act.viewId);
  if (view === undefined || view.kind !== 'modal' || view.userId !== act.as) return refused('view_not_found');
  const blocks = blocksIn(view.content);
  const state = stateValues(blocks, act.state);
  const unmet = unmetInputs(blocks, state);
  if (Object.keys(unmet).length > 0) {
    core.workspace.views.replace({ ...view, state, errors: unmet });
    return refused('required_fields');
  }
  const submitted: StoredView = { ...view, state };
  core.workspace.views.remember(submitted);
  const answer = await office.send({
    kind: 'interactive',
    payload: {
      type: 'view_submission',
      ...payloadHead(core, act.as),
      trigger_id: core.triggers.create({ userId: act.as, viewId: view.id }),
      view: viewForApi(core, submitted),
      response_urls: chosenConversations(blocks, state).map((choice) => ({
        ...choice,
        response_url: `${core.url()}${core.responseUrls.create({ channel: choice.channel_id, userId: act.as })}`,
      })),
    },
  });
  if (!answer.ok) return refused(`${troubled} (${answer.error})`);
  return carryOut(core, view.id, answer.body);
}

function carryOut(core: SlackCore, viewId: string, body: unknown): ActAnswer {
  const view = core.workspace.views.get(viewId);
  if (view === undefined) return { ok: true };
  const response = isJsonObject(body) ? body : {};
  try {
    return respond(core, view, response);
  } catch (error) {
    if (error instanceof SlackRefusal) return refused(`${troubled} (${error.code}: ${JSON.stringify(error.detail)})`);
    throw error;
  }
}

function respond(core: SlackCore, view: StoredView, response: JsonObject): ActAnswer {
  const { views } = core.workspace;
  switch (response.response_action) {
    case undefined:
      views.close(view.id);
      return { ok: true };
    case 'clear':
      for (const id of [view.id, ...view.stack]) views.close(id);
      return { ok: true };
    case 'update':
      changeView(core, view, readView(response.view, 'modal'), undefined);
      return { ok: true };
    case 'push':
      if (view.stack.length >= 2) return refused(`${troubled} (push_limit_reached)`);
      openView(core, view.userId, readView(response.view, 'modal'), [...view.stack, view.id]);
      return { ok: true };
    case 'errors':
      return showErrors(core, view, response.errors);
    default:
      return refused(`${troubled} (unknown response_action)`);
  }
}

function showErrors(core: SlackCore, view: StoredView, given: unknown): ActAnswer {
  const errors = isJsonObject(given) ? Object.entries(given) : [];
  const inputs = blocksIn(view.content).filter((block) => block.type === 'input');
  const fits = errors.every(
    ([id, text]) => inputs.some((block) => block.block_id === id) && typeof text === 'string' && text !== '',
  );
  if (errors.length === 0 || !fits) return refused(`${troubled} (errors must name input blocks of the view)`);
  const shown = Object.fromEntries(errors.map(([id, text]) => [id, String(text)]));
  core.workspace.views.replace({ ...view, errors: shown });
  return { ok: true, data: { errors: shown } };
}
