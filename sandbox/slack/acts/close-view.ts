import { viewForApi } from '../workspace/put-view.ts';
import { type ActAnswer, type ActOf, type ActRoom, refused } from './act-room.ts';
import { payloadHead } from './payload-head.ts';

/** A person closes a modal; with `clear_on_close` all under it too. The app hears of it only with `notify_on_close`. */
export async function closeView({ core, office }: ActRoom, act: ActOf<'view_close'>): Promise<ActAnswer> {
  const { views } = core.workspace;
  const view = views.get(act.viewId);
  if (view === undefined || view.kind !== 'modal' || view.userId !== act.as) return refused('view_not_found');
  const isCleared = view.content.clear_on_close === true;
  for (const id of isCleared ? [view.id, ...view.stack] : [view.id]) views.close(id);
  if (view.content.notify_on_close !== true) return { ok: true };
  const payload = {
    type: 'view_closed',
    ...payloadHead(core, act.as),
    view: viewForApi(core, view),
    is_cleared: isCleared,
  };
  const answer = await office.send({ kind: 'interactive', payload });
  return answer.ok ? { ok: true } : refused(answer.error);
}
