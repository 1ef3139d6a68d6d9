/**
 * A copy of a text. Engines let a piece of a text stand for a place in it, and then a whole message stays in memory for its title, or the
 * whole output of git for a sha.
 */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
