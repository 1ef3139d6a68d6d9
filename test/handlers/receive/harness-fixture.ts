import { afterEach } from 'vitest';
import { type Harness, type HarnessOptions, startHarness } from '#test/support/slack-harness.ts';

const running: Harness[] = [];
afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

/** A harness that ends with the test. */
export async function aHarness(options: HarnessOptions): Promise<Harness> {
  const harness = await startHarness(options);
  running.push(harness);
  return harness;
}

/** A promise and what settles it. */
export function aGate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

export const aButton = (actionId: string) => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: actionId, text: { type: 'plain_text', text: 'Press' }, value: '1' }],
});

export const aModal = (callbackId: string) => ({
  type: 'modal' as const,
  callback_id: callbackId,
  title: { type: 'plain_text' as const, text: 'Release' },
  submit: { type: 'plain_text' as const, text: 'Go' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'version',
      label: { type: 'plain_text' as const, text: 'Version' },
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
  ],
});

/** The modals Mira has open, the lowest first. */
export function openModals({ slack }: Harness) {
  return slack.workspace.views.all().filter(({ kind, userId }) => kind === 'modal' && userId === 'U0MIRA');
}
