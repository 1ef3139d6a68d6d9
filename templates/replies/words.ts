import type { Words } from '#domain/drawing.ts';
import type { Block } from '../blocks/block.ts';
import { paragraph, type RichPart, richText } from '../blocks/rich-text.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import type { Phrase } from '../text/phrase.ts';
import { sentence } from '../text/sentence.ts';

/** An answer of one or a few sentences; `parts` and `blocks` come below them and are not repeated in the text. */
export function words(
  phrases: readonly Phrase[],
  parts: readonly RichPart[] = [],
  blocks: readonly Block[] = [],
): Words {
  const said = phrases.filter((phrase) => phrase.length > 0);
  const shown = said.map((phrase) => paragraph(clipPhrase(phrase, 1_200)));
  return { text: sentence(said), blocks: [richText(...shown, ...parts), ...blocks] };
}
