import type { ConfirmationDialog } from '@slack/types';
import { plainText } from './text-object.ts';

/** A question before something that cannot be taken back. `verb` is the button that does it: "Roll back to 1.4.2", never "Yes". */
export function confirm(options: {
  readonly title: string;
  readonly text: string;
  readonly verb: string;
  readonly deny: string;
  readonly isDanger?: boolean;
}): ConfirmationDialog {
  return {
    title: plainText(options.title, 100),
    text: plainText(options.text, 300),
    confirm: plainText(options.verb, 30),
    deny: plainText(options.deny, 30),
    style: options.isDanger === true ? 'danger' : 'primary',
  };
}
