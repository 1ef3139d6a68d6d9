import type { Deed } from './connection.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  operation_timeout: 'the app did not answer within 3 seconds (operation_timeout). Try again.',
  dispatch_failed: 'the app could not be reached (dispatch_failed). See whether it is running.',
  app_not_connected: 'the app is not connected. See whether it is running.',
  dispatch_unknown_error: 'the app answered with an error (dispatch_unknown_error). See its log.',
  sandbox_unreachable: 'the sandbox cannot be reached. The page tries again by itself.',
  no_answer: 'the sandbox did not answer within 15 seconds. Try again.',
  not_in_channel: 'this person is not in the channel. Act as somebody who is.',
  unknown_command: 'no app here has a command of that name.',
  view_not_found: 'the dialog is not open any more.',
  message_not_found: 'the message is not there any more.',
  is_archived: 'the channel is archived. Use another one.',
};

/** What did not work, why, and what to do. Errors that are sentences already, and unknown codes, are shown as they are. */
export function problemText(deed: Deed, error: string | undefined): string {
  const code = error ?? 'unknown_error';
  const reason = SENTENCES[code] ?? (/[.!?)]$/.test(code) ? code : `${code}.`);
  return `${deedName(deed)} did not work: ${reason}`;
}

function deedName(deed: Deed): string {
  switch (deed.type) {
    case 'command':
      return deed.command;
    case 'say':
      return 'Sending the message';
    case 'block_action':
      return 'That action';
    case 'view_submit':
      return 'Submitting the dialog';
    case 'view_close':
      return 'Closing the dialog';
    case 'open_home':
      return 'Opening Home';
    case 'push_change':
      return 'Pushing the change';
  }
}
