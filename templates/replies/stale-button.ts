import type { Words } from '#domain/drawing.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { words } from './words.ts';

/** A button or form that carries nothing this version can read. */
export function staleButton(): Words {
  return words([
    say`This button or form cannot be read; it may come from an older version of Fairlead. Nothing was done.`,
    say`${code('/release status')} shows what you can do now.`,
  ]);
}
