import type { ModalView } from '@slack/types';

/** A modal that says one thing, laid over the modal that was submitted, so that what was typed is still there below it. `text` is mrkdwn. */
export function noticeModal(text: string): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Not done' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 2_900) } }],
  };
}
