import { lengthOf } from './clip-phrase.ts';
import type { Phrase } from './phrase.ts';
import { say } from './say.ts';

/** The first lines that fit into `budget` characters, with a last line that counts the rest: `+37 more`. */
export function fittingLines(
  lines: readonly Phrase[],
  budget: number,
  more: (count: number) => Phrase = (count) => say`+${count} more`,
): readonly Phrase[] {
  let used = 0;
  const fits = lines.findIndex((line) => {
    used += lengthOf(line) + 1;
    return used > budget;
  });
  return fits < 0 ? lines : [...lines.slice(0, fits), more(lines.length - fits)];
}
