import type { fromMarkdown } from 'mdast-util-from-markdown';

/** A Markdown text as a tree, by https://github.com/syntax-tree/mdast. */
export type Root = ReturnType<typeof fromMarkdown>;
/** Anything that may stand in a tree. */
export type RootContent = Root['children'][number];
export type Nodes = Root | RootContent;
/** What a paragraph is made of. */
export type PhrasingContent = Extract<RootContent, { type: 'paragraph' }>['children'][number];
/** A node with others in it. */
export type Parents = Extract<Nodes, { children: unknown }>;
/** An address that links elsewhere in the text refer to. */
export type Definition = Extract<RootContent, { type: 'definition' }>;
