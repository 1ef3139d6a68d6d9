import type { KnownBlock, ModalView } from '@slack/types';
import type { View, Words } from '#domain/drawing.ts';

/** An acknowledgement that only the person sees. Templates make blocks as data, by Slack's schema; the sandbox and Slack check them. */
export function ephemeral({ text, blocks }: Words): {
  response_type: 'ephemeral';
  text: string;
  blocks: KnownBlock[];
} {
  return { response_type: 'ephemeral', text, blocks: [...blocks] as unknown as KnownBlock[] };
}

/** A modal in the type of Slack's client. */
export function modalView(view: View): ModalView {
  return view as unknown as ModalView;
}
