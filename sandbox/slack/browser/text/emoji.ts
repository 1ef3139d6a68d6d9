import { get } from 'node-emoji';

/** Names that Slack uses and the emoji table of node-emoji lacks. */
const SLACK_NAMES: Readonly<Record<string, string>> = {
  large_green_circle: '\u{1F7E2}',
  large_yellow_circle: '\u{1F7E1}',
  large_orange_circle: '\u{1F7E0}',
  large_purple_circle: '\u{1F7E3}',
  large_brown_circle: '\u{1F7E4}',
  red_circle: '\u{1F534}',
  large_green_square: '\u{1F7E9}',
  large_red_square: '\u{1F7E5}',
  large_yellow_square: '\u{1F7E8}',
  double_vertical_bar: '\u{23F8}\u{FE0F}',
  black_square_for_stop: '\u{23F9}\u{FE0F}',
  black_right_pointing_triangle_with_double_vertical_bar: '\u{23EF}\u{FE0F}',
  stopwatch: '\u{23F1}\u{FE0F}',
  timer_clock: '\u{23F2}\u{FE0F}',
  shield: '\u{1F6E1}\u{FE0F}',
  hammer_and_wrench: '\u{1F6E0}\u{FE0F}',
  label: '\u{1F3F7}\u{FE0F}',
  spiral_calendar_pad: '\u{1F5D3}\u{FE0F}',
  thread: '\u{1F9F5}',
  rewind: '\u{23EA}',
};

/** The character of a Slack emoji name without its colons; nothing for a name nobody knows. */
export function emojiCharacter(name: string): string | undefined {
  return SLACK_NAMES[name] ?? get(name);
}

/** One piece of plain text: characters, or an emoji with the name a screen reader should say. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'emoji'; readonly text: string; readonly name: string };

/** Cuts text at the emoji names it holds (`:ship:`); unknown names stay text. */
export function splitEmoji(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const found of text.matchAll(/:([a-z0-9_+'-]+):/g)) {
    const name = found[1] ?? '';
    const character = emojiCharacter(name);
    if (character === undefined) continue;
    if (found.index > at) pieces.push({ kind: 'text', text: text.slice(at, found.index) });
    pieces.push({ kind: 'emoji', text: character, name: name.replaceAll('_', ' ') });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}
