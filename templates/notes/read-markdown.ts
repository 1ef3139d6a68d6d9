import { fromMarkdown } from 'mdast-util-from-markdown';
import { cleanProse } from '#domain/notes/clean-prose.ts';
import { webAddress } from '#domain/notes/note-image.ts';
import type { Definition, Nodes, Parents, PhrasingContent, Root, RootContent } from './markdown-tree.ts';

/** Blocks deeper than this are taken out of their containers. */
const deepest = 8;
/** More than any template or person may write. */
const longest = 250_000;

/**
 * Reads Markdown (CommonMark 0.31) as a tree in which nothing can do harm: HTML is text, a link leads to the web or to a mail address, an
 * image comes from the web, references are resolved, control and invisible characters go. Nothing that was written is left out; what is not allowed stays as its text.
 */
export function readMarkdown(text: string): Root {
  const prose = cleanProse(text, longest);
  const known = read.get(prose);
  if (known !== undefined) return known;
  const tree = treeOf(prose);
  const [oldest] = read.keys();
  if (read.size >= kept && oldest !== undefined) read.delete(oldest);
  read.set(prose, tree);
  return tree;
}

/** The last trees: a release is drawn many times, and reading long notes takes a good part of a second. */
const read = new Map<string, Root>();
const kept = 50;

function treeOf(prose: string): Root {
  try {
    const tree = fromMarkdown(shallow(prose));
    const definitions = new Map<string, Definition>();
    collect(tree, definitions);
    return { type: 'root', children: tree.children.flatMap((node) => safeBlock(node, definitions, 0)) };
  } catch (error) {
    // Thousands of blocks inside one another are more than the stack holds. Then the text is shown as it was written.
    if (error instanceof RangeError) return { type: 'root', children: [{ type: 'code', value: prose }] };
    throw error;
  }
}

/** Fifty quotes or lists that begin on one line are what a person may mean; the time to read more grows with their square. */
function shallow(prose: string): string {
  return prose.replace(/^(?: {0,3}(?:> ?|[-+*] |\d{1,9}[.)] )){50}/gm, '$&\\');
}

function collect(node: Nodes, definitions: Map<string, Definition>): void {
  if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  if ('children' in node) for (const child of node.children) collect(child, definitions);
}

type Definitions = ReadonlyMap<string, Definition>;

function safeBlock(node: RootContent, definitions: Definitions, depth: number): RootContent[] {
  switch (node.type) {
    case 'heading':
      return [{ type: 'heading', depth: node.depth, children: safeInline(node.children, definitions) }];
    case 'paragraph':
      return [{ type: 'paragraph', children: safeInline(node.children, definitions) }];
    case 'html':
      return [{ type: 'paragraph', children: [{ type: 'text', value: node.value }] }];
    case 'code':
      return [{ type: 'code', value: node.value, lang: word(node.lang) }];
    case 'thematicBreak':
      return [{ type: 'thematicBreak' }];
    case 'blockquote':
    case 'list':
      return container(node, definitions, depth);
    default:
      return [];
  }
}

function container(
  node: Extract<RootContent, { type: 'blockquote' | 'list' }>,
  definitions: Definitions,
  depth: number,
): RootContent[] {
  const inside = (parent: Parents): RootContent[] =>
    parent.children.flatMap((child) => safeBlock(child, definitions, depth + 1));
  if (depth >= deepest) return node.type === 'list' ? node.children.flatMap(inside) : inside(node);
  if (node.type === 'blockquote') {
    const children = inside(node).filter(isInContainer);
    return [{ type: 'blockquote', children }];
  }
  const children = node.children.map((item) => ({
    type: 'listItem' as const,
    spread: false,
    children: inside(item).filter(isInContainer),
  }));
  return [{ type: 'list', ordered: node.ordered ?? false, start: node.start ?? null, spread: false, children }];
}

type InContainer = Extract<
  RootContent,
  { type: 'paragraph' | 'heading' | 'code' | 'list' | 'blockquote' | 'thematicBreak' }
>;

function isInContainer(node: RootContent): node is InContainer {
  return ['paragraph', 'heading', 'code', 'list', 'blockquote', 'thematicBreak'].includes(node.type);
}

function safeInline(nodes: readonly PhrasingContent[], definitions: Definitions): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      case 'text':
      case 'html':
        return [{ type: 'text', value: node.value }];
      case 'inlineCode':
        return [{ type: 'inlineCode', value: node.value }];
      case 'break':
        return [{ type: 'break' }];
      case 'strong':
      case 'emphasis':
        return [{ type: node.type, children: safeInline(node.children, definitions) }];
      case 'link':
        return safeLink(node.url, safeInline(node.children, definitions));
      case 'linkReference':
        return safeLink(definitions.get(node.identifier)?.url ?? '', safeInline(node.children, definitions));
      case 'image':
        return safeImage(node.url, node.alt ?? '');
      case 'imageReference':
        return safeImage(definitions.get(node.identifier)?.url ?? '', node.alt ?? '');
      default:
        return [];
    }
  });
}

function safeLink(url: string, children: PhrasingContent[]): PhrasingContent[] {
  const address = webAddress(url) ?? (/^mailto:[^\s<>]{3,300}$/i.test(url) ? url : null);
  if (address !== null) return [{ type: 'link', url: address, children }];
  return url === '' ? children : [...children, { type: 'text', value: ` (${url})` }];
}

function safeImage(url: string, alt: string): PhrasingContent[] {
  const address = webAddress(url);
  if (address !== null) return [{ type: 'image', url: address, alt }];
  return [{ type: 'text', value: [alt, url === '' ? '' : `(${url})`].filter((part) => part !== '').join(' ') }];
}

function word(lang: string | null | undefined): string | null {
  return /^[\w+#.-]{1,30}$/.test(lang ?? '') ? (lang ?? null) : null;
}
