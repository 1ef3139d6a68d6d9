import { SlackRefusal } from '../refusal.ts';
import type { Method } from './method.ts';

/** Slack method api.test: gives the arguments back, or fails with the `error` it is given. */
export const apiTest: Method = {
  tokens: ['none'],
  scopes: [],
  tier: 4,
  run({ args }) {
    const error = args.text('error');
    const { token: _secret, ...given } = args.raw;
    if (error !== undefined) throw new SlackRefusal(error, { args: given });
    return { args: given };
  },
};
