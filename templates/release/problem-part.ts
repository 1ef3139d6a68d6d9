import { paragraph, preformatted, type RichPart } from '../blocks/rich-text.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';

/** A problem under its heading: the first line as a sentence, what follows as the output it is. */
export function problemPart(heading: Phrase, message: string, outputRoom: number): readonly RichPart[] {
  const { first, output } = splitProblem(message);
  return [paragraph(say`${heading}: ${first}`), ...preformatted(output, outputRoom)];
}

/** The sentence of a problem, and the output below it. */
export function splitProblem(message: string): { readonly first: string; readonly output: string } {
  const [line = '', ...rest] = message.split('\n');
  return { first: plain(line, 300) || 'no reason was given', output: rest.join('\n') };
}
