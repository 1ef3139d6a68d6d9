import type { View } from '#domain/drawing.ts';
import { paragraph, richText } from '../blocks/rich-text.ts';
import { say } from '../text/say.ts';
import { modal } from './modal.ts';

/** A modal that says one thing instead of what was asked for. The text is shown as it is, whatever it contains. */
export function modalNotice(title: string, text: string): View {
  return modal({ title, blocks: [richText(paragraph(say`${text}`))] });
}
