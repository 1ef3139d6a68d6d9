import { invalidArguments, SlackRefusal } from '../refusal.ts';
import { changeView, openView, viewForApi } from '../workspace/put-view.ts';
import type { Method } from './method.ts';
import { readView } from './read-view.ts';

/** Slack method views.update, by `view_id` or `external_id`, never both; `hash` refuses a change made in between. */
export const viewsUpdate: Method = {
  tokens: ['bot'],
  scopes: [],
  tier: 4,
  run({ core, args }) {
    const viewId = args.text('view_id');
    const externalId = args.text('external_id');
    if (viewId !== undefined && externalId !== undefined) {
      throw invalidArguments('Cannot provide both `view_id` and `external_id`');
    }
    if (viewId === undefined && externalId === undefined) {
      throw invalidArguments('must provide either `view_id` or `external_id`');
    }
    const { views } = core.workspace;
    const view = viewId === undefined ? views.withExternalId(externalId ?? '') : views.get(viewId);
    if (view === undefined) throw new SlackRefusal('not_found');
    const content = readView(args.json('view', 'invalid_arguments'), view.kind);
    return { view: viewForApi(core, changeView(core, view, content, args.text('hash'))) };
  },
};

/** Slack method views.publish: the Home tab of one person, which the manifest must have switched on. */
export const viewsPublish: Method = {
  tokens: ['bot'],
  scopes: [],
  tier: 4,
  run({ core, args }) {
    const userId = args.needed('user_id');
    if (core.workspace.people.get(userId) === undefined) throw new SlackRefusal('user_not_found');
    if (!core.manifest.homeTab) throw new SlackRefusal('not_enabled');
    const content = readView(args.json('view', 'invalid_arguments'), 'home');
    const before = core.workspace.views.home(userId);
    const hash = args.text('hash');
    if (before === undefined && hash !== undefined) throw new SlackRefusal('hash_conflict');
    const view = before === undefined ? openView(core, userId, content, []) : changeView(core, before, content, hash);
    return { view: viewForApi(core, view) };
  },
};
