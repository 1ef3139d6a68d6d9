import { useMemo } from 'react';
import type { TextObject } from '../block-types.ts';
import { LibraryBlock } from '../blocks/library-block.tsx';
import { parseMrkdwn } from './mrkdwn.ts';
import { PlainText } from './plain-text.tsx';

/** A text object: mrkdwn with its formatting and mentions, plain_text as it stands. */
export function TextView({ text }: { readonly text: TextObject }) {
  if (text.type !== 'mrkdwn') {
    return (
      <span className="plain-text">
        <PlainText text={text.text} />
      </span>
    );
  }
  return <Mrkdwn text={text.text} verbatim={text.verbatim === true} />;
}

/** mrkdwn drawn as the rich_text it stands for. */
export function Mrkdwn({ text, verbatim = false }: { readonly text: string; readonly verbatim?: boolean }) {
  const block = useMemo(() => ({ type: 'rich_text', elements: parseMrkdwn(text, verbatim) }), [text, verbatim]);
  return <LibraryBlock block={block} />;
}
