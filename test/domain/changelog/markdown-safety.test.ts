import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import { githubBody } from '#domain/changelog/formats/github.ts';
import { keepAChangelog } from '#domain/changelog/formats/keep-a-changelog.ts';
import { aCommit } from '../commits/a-commit.ts';
import { aDocument, hostileTitles } from './a-document.ts';

type Node = {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly children?: readonly Node[];
};

function nodesOf(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

const marks = fc.constantFrom(
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '!',
  '`',
  '``',
  '\\',
  '#',
  '- ',
  '> ',
  '1. ',
  '&lt;',
  '&#60;',
  '---',
  '===',
  '~~~',
  '```',
  '<!--',
  '-->',
  '\t',
  ' ',
  '\n',
  '#12',
  'a',
  '|',
  '*',
  '_',
  ':',
  'http://evil.example',
  '\u2028',
  '\u202e',
  '\u0000',
);
const hostileText = fc.oneof(
  fc.array(marks, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 30 }),
);
const message = fc.oneof(
  fc.constantFrom(...hostileTitles),
  hostileText,
  hostileText.map((text) => `fix: ${text}`),
  fc
    .tuple(hostileText, hostileText)
    .map(([title, what]) => `feat(${title.replace(/[()\n]/g, '')})!: a\n\nBREAKING CHANGE: ${what}`),
);

describe.each([
  ['keepAChangelog', keepAChangelog],
  ['githubBody', githubBody],
])('%s', (_name, write) => {
  it('holds no markup but its own, whatever commits say', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 4 }), (messages) => {
        const commits = messages.map((text, n) => aCommit(text, n));
        const entries = changelogEntries(commits).sections.flatMap((section) => section.entries);
        const nodes = nodesOf(fromMarkdown(write(aDocument(commits))) as Node);
        const of = (...types: readonly string[]) => nodes.filter(({ type }) => types.includes(type));
        expect(of('html', 'image', 'imageReference', 'code', 'blockquote', 'thematicBreak')).toEqual([]);
        for (const { url } of of('link', 'definition'))
          expect(url).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\//);
        expect(of('listItem')).toHaveLength(entries.length);
        expect(of('list').length).toBe(of('heading').length - (write === keepAChangelog ? 1 : 0));
        expect(of('definition').length).toBe(write === keepAChangelog ? 1 : 0);
      }),
      { numRuns: 300 },
    );
  });
});
