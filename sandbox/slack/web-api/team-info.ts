import type { Method } from './method.ts';

/** Slack method team.info. */
export const teamInfo: Method = {
  tokens: ['bot'],
  scopes: ['team:read'],
  tier: 3,
  run({ core }) {
    const { id, name, domain } = core.workspace.team;
    return { team: { id, name, domain, email_domain: '', url: `${core.url()}/` } };
  },
};
