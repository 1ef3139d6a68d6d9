import { SlackRefusal } from '../refusal.ts';
import type { Method } from './method.ts';
import { markedMessage } from './reactions-add.ts';

/** Slack method pins.add. The same message a second time is `already_pinned`. */
export const pinsAdd: Method = {
  tokens: ['bot'],
  scopes: ['pins:write'],
  tier: 2,
  run({ core, args }) {
    const message = markedMessage(core, args);
    if (message.pinned === true) throw new SlackRefusal('already_pinned');
    core.workspace.messages.replace({ ...message, pinned: true });
    return {};
  },
};
