import type { Button, ConfirmationDialog } from '@slack/types';
import { plainText } from './text-object.ts';

/** A button; `value` holds ids only. */
export function button(options: {
  readonly actionId: string;
  readonly label: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger' | null;
  readonly confirm?: ConfirmationDialog | null;
}): Button {
  const { actionId, label, value, style = null, confirm = null } = options;
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(label, 75),
    value,
    ...(style === null ? {} : { style }),
    ...(confirm === null ? {} : { confirm }),
  };
}
