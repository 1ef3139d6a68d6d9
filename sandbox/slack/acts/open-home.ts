import { viewForApi } from '../workspace/put-view.ts';
import { type ActAnswer, type ActOf, type ActRoom, refused } from './act-room.ts';

/** A person looks at the app's Home tab; the app hears of it if it subscribes to `app_home_opened`. */
export function openHome({ core }: ActRoom, act: ActOf<'open_home'>): ActAnswer {
  if (!core.manifest.homeTab) return refused('not_enabled');
  const { workspace } = core;
  const view = workspace.views.home(act.as);
  core.emit({
    type: 'app_home_opened',
    user: act.as,
    channel: workspace.channels.direct(workspace.app.userId, act.as).id,
    tab: 'home',
    event_ts: workspace.counters.ts(),
    ...(view === undefined ? {} : { view: viewForApi(core, view) }),
  });
  return { ok: true };
}
