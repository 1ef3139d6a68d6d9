import type { PhrasingContent } from './markdown-tree.ts';

/** A stretch of text in one style; neighbouring runs are one line. */
export type Run =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly bold: boolean;
      readonly italic: boolean;
      readonly code: boolean;
      /** Where it leads, or null. */
      readonly url: string | null;
    }
  | { readonly kind: 'image'; readonly url: string; readonly alt: string }
  | { readonly kind: 'break' };

type Style = Pick<Extract<Run, { kind: 'text' }>, 'bold' | 'italic' | 'url'>;
const plainStyle: Style = { bold: false, italic: false, url: null };

/** The inline parts of a tree, flat: emphasis and links become the style of their text. */
export function inlineRuns(nodes: readonly PhrasingContent[], style: Style = plainStyle): readonly Run[] {
  return nodes.flatMap((node): readonly Run[] => {
    switch (node.type) {
      case 'text':
        return textRuns(node.value, style);
      case 'inlineCode':
        return [{ kind: 'text', text: node.value, code: true, ...style }];
      case 'break':
        return [{ kind: 'break' }];
      case 'strong':
        return inlineRuns(node.children, { ...style, bold: true });
      case 'emphasis':
        return inlineRuns(node.children, { ...style, italic: true });
      case 'link':
        return inlineRuns(node.children, { ...style, url: node.url });
      case 'image':
        return [{ kind: 'image', url: node.url, alt: node.alt ?? '' }];
      default:
        return [];
    }
  });
}

/** Line breaks of the source are spaces, as everywhere in Markdown. */
function textRuns(value: string, style: Style): readonly Run[] {
  const text = value.replace(/\s*\n\s*/g, ' ');
  return text === '' ? [] : [{ kind: 'text', text, code: false, ...style }];
}
