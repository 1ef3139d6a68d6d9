import { type Block, words } from '../block-types.ts';
import { PlainText } from '../text/plain-text.tsx';

/** A heading; Slack's levels 1 to 4 start below the channel's own heading. */
export function HeaderBlock({ block }: { readonly block: Block }) {
  const level = typeof block.level === 'number' ? block.level : 1;
  const Heading = level <= 1 ? 'h3' : level === 2 ? 'h4' : level === 3 ? 'h5' : 'h6';
  return (
    <Heading className={`block-header level-${level}`}>
      <PlainText text={words(block.text)} />
    </Heading>
  );
}
