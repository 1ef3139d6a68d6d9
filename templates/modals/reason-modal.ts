import type { View } from '#domain/drawing.ts';
import type { MoveKind, MoveRequest } from '#domain/moves/move.ts';
import { textInput } from '../blocks/inputs.ts';
import { paragraph, richText } from '../blocks/rich-text.ts';
import { callbackIds, inputIds } from '../ids.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { modal } from './modal.ts';
import { modalMetadata } from './modal-metadata.ts';

/**
 * Asks why, before a move that everybody will read about. `about` is what the pressed button said ("Roll back to 1.4.2"); title and
 * submit are the verb.
 */
export function reasonModal(options: {
  readonly request: MoveRequest;
  readonly about?: string | null;
  readonly channel?: string | null;
}): View {
  const { request, about = null, channel = null } = options;
  const { verb, means } = asked[request.move] ?? { verb: 'Give a reason', means: 'Say why.' };
  return modal({
    title: verb,
    submit: verb,
    close: 'Not now',
    callbackId: callbackIds.reason,
    metadata: modalMetadata({ request, channel }),
    blocks: [
      richText(paragraph(about === null ? say`${means}` : say`${strong(about)}. ${means}`)),
      textInput({
        id: inputIds.reason,
        label: 'Reason',
        hint: 'Everybody in the thread reads it.',
        isLong: true,
        most: 1_000,
      }),
    ],
  });
}

const asked: Partial<Record<MoveKind, { readonly verb: string; readonly means: string }>> = {
  hold: { verb: 'Hold', means: 'No new step starts until somebody resumes it. What runs now is finished.' },
  'close-breaker': {
    verb: 'Close the breaker',
    means: 'The release goes on where it stands. Who closed the breaker, and why, stays on its card for ever.',
  },
  cancel: {
    verb: 'Cancel the release',
    means: 'Nothing was deployed yet. A cancelled release cannot be taken up again.',
  },
  reject: {
    verb: 'Reject',
    means: 'One rejection is enough: the release ends, and what it deployed in earlier environments is taken back.',
  },
  'roll-back': {
    verb: 'Roll back',
    means: 'Every service that was changed goes back to what ran before, one after the other.',
  },
  'stop-countdown': {
    verb: 'Stop the rollback',
    means: 'The release stays as it is, with its failure, until somebody tries again, accepts it or rolls back.',
  },
  'accept-step': { verb: 'Accept as done', means: 'The failed step counts as done and the release goes on.' },
  'step-happened': { verb: 'It happened', means: 'The step counts as done and the release goes on.' },
};
