import { SlackRefusal } from '../refusal.ts';
import { openView, viewForApi } from '../workspace/put-view.ts';
import type { Method } from './method.ts';
import { readView } from './read-view.ts';

const stackLimit = 3;

/** Slack method views.open: one modal for one fresh trigger_id. A refused view leaves the trigger unused. */
export const viewsOpen: Method = {
  tokens: ['bot'],
  scopes: [],
  tier: 4,
  run({ core, args }) {
    const content = readView(args.json('view', 'invalid_arguments'), 'modal');
    const trigger = core.triggers.exchange(args.needed('trigger_id'));
    for (const open of core.workspace.views.all()) {
      if (open.kind === 'modal' && open.userId === trigger.userId) core.workspace.views.close(open.id);
    }
    return { view: viewForApi(core, openView(core, trigger.userId, content, [])) };
  },
};

/** Slack method views.push: a further modal over the one the trigger was pulled in, to a stack of three. */
export const viewsPush: Method = {
  tokens: ['bot'],
  scopes: [],
  tier: 4,
  run({ core, args }) {
    const content = readView(args.json('view', 'invalid_arguments'), 'modal');
    const trigger = core.triggers.exchange(args.needed('trigger_id'));
    const below = trigger.viewId === undefined ? undefined : core.workspace.views.get(trigger.viewId);
    if (below === undefined || below.kind !== 'modal') throw new SlackRefusal('not_found');
    const stack = [...below.stack, below.id];
    if (stack.length >= stackLimit) throw new SlackRefusal('push_limit_reached');
    return { view: viewForApi(core, openView(core, trigger.userId, content, stack)) };
  },
};
