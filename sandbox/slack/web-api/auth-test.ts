import type { Method } from './method.ts';

/** Slack method auth.test: who the token belongs to. */
export const authTest: Method = {
  tokens: ['bot', 'app'],
  scopes: [],
  tier: 'special',
  run({ core, token }) {
    const { team, app, people } = core.workspace;
    if (token === 'app') return { app_name: app.name, app_id: app.id };
    return {
      url: `${core.url()}/`,
      team: team.name,
      team_id: team.id,
      user: people.get(app.userId)?.name ?? app.name,
      user_id: app.userId,
      bot_id: app.botId,
      is_enterprise_install: false,
    };
  },
};
