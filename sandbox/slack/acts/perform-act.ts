import type { Act } from '../client-api.ts';
import { type ActAnswer, type ActRoom, refused } from './act-room.ts';
import { closeView } from './close-view.ts';
import { openHome } from './open-home.ts';
import { press } from './press.ts';
import { runCommand } from './run-command.ts';
import { say } from './say.ts';
import { submitView } from './submit-view.ts';

/** Does what a person does in the page, and answers once Slack would have: after the app's acknowledgement, if any. */
export async function performAct(room: ActRoom, act: Act): Promise<ActAnswer> {
  const person = room.core.workspace.people.get(act.as);
  if (person === undefined || person.isBot || person.deleted) return refused('user_not_found');
  switch (act.type) {
    case 'say':
      return say(room, act);
    case 'command':
      return runCommand(room, act);
    case 'block_action':
      return press(room, act);
    case 'view_submit':
      return submitView(room, act);
    case 'view_close':
      return closeView(room, act);
    case 'open_home':
      return openHome(room, act);
    case 'push_change': {
      if (room.pushChange === undefined) return refused('There is no shop in this sandbox.');
      await room.pushChange(act.change);
      return { ok: true };
    }
    default:
      return refused('unknown_act');
  }
}
