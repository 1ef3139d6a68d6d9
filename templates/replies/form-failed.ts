import type { Words } from '#domain/drawing.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { words } from './words.ts';

/** A form that Slack did not open: asked for too late, or opened already by the same click. */
export function formFailed(): Words {
  return words([
    say`No further form was opened: Slack gives three seconds and one use for each click, and one of them was over. Nothing was done.`,
    say`If you see no form, try again, or write everything on one line, such as ${code('/release 1.5.0')}.`,
  ]);
}
