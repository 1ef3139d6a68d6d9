import { splitEmoji } from './emoji.ts';

/** Text as it stands, apart from emoji names, which a screen reader hears as their names. */
export function PlainText({ text }: { readonly text: string }) {
  return splitEmoji(text).map((piece, index) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity than their place
      <span key={index} role="img" aria-label={piece.name} className="emoji">
        {piece.text}
      </span>
    ),
  );
}
