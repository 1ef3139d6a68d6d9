import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { cleanText } from '#domain/commits/clean-text.ts';
import { Audience } from '#domain/notes/audience.ts';
import { notesView } from '#domain/notes/notes-view.ts';
import { validateBlocks } from '#sandbox/slack/blocks/validate-blocks.ts';
import { pings } from '#sandbox/slack/pings.ts';
import type { Nodes } from '#templates/notes/markdown-tree.ts';
import { printHtml } from '#templates/notes/print-html.ts';
import { printMarkdown } from '#templates/notes/print-markdown.ts';
import { printMrkdwn } from '#templates/notes/print-mrkdwn.ts';
import { printPlain } from '#templates/notes/print-plain.ts';
import { readMarkdown } from '#templates/notes/read-markdown.ts';
import { slackPages } from '#templates/notes/slack-pages.ts';
import { createWriteNotes } from '#templates/notes/write-notes.ts';
import { checkMessage } from '#test/support/check-blocks.ts';
import { aNoteCommit, aPullRequest, builtInTemplates, shopFacts } from '#test/support/some-notes.ts';
import { hostileText } from '../a-hostile-text.ts';

const write = createWriteNotes(builtInTemplates());

/** What else could break out: of HTML, of Markdown, of Liquid, of mail. */
const worse = fc.constantFrom(
  '<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1)) ![x](data:text/html;base64,AAAA) <javascript:alert(1)> [y]: javascript:alert(1)',
  '{{ "now" | date }} {% include "/etc/passwd" %} {{ breaking | raw }}',
  '![track](https://evil.test/pixel.gif) <https://evil.test>',
  '# not a heading\n- not an item\n1. nor this\n> nor that\n---\n***\n===',
  '**bold** __bold__ _it_ *it* ~~gone~~ `code` ``a ` b`` \\`tick\\` &lt;b&gt; &#60;b&#62; | table |',
  '@octocat @acme/team #12 GH-12 octo/shop#12 1) one 2. two +plus =equal -dash',
  '"quotes" \'and\' style="background:url(//evil.test)" </title></h1></body>',
  '| <!channel> | <@U0EVIL|all> <https://evil.test|https://bank.test>',
);
const foreign = fc.oneof(
  hostileText,
  worse,
  fc.tuple(worse, hostileText).map(([a, b]) => `${a} ${b}`),
);

function nodesOf(node: Nodes): readonly Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
}

function textIn(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value;
  return 'children' in node ? node.children.map(textIn).join('') : '';
}

/** Every text in blocks, in order. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'text' && typeof part === 'string' ? [part] : textsIn(part),
  );
}

const bare = (text: string): string => text.replace(/[\s`]+/g, '');

describe('a title of a commit', () => {
  it('is shown as it is, and nothing in it is markup', () => {
    fc.assert(
      fc.property(foreign, (title) => {
        const subject = cleanText(title, 500);
        fc.pre(subject !== '' && !/(?: \([#!]\d+\))$/.test(subject));
        const facts = shopFacts({ commits: [aNoteCommit(1, 'feat', subject)], compareUrl: null });
        const view = notesView({ ...facts, contributors: [] }, options('engineers'));
        const tree = fromMarkdown(write(view, new Map()).markdown);
        const found = nodesOf(tree);
        expect(found.filter(({ type }) => !usual.has(type))).toEqual([]);
        const items = found.filter(({ type }) => type === 'listItem');
        expect(items.map((item) => bare(textIn(item)))).toEqual([bare(subject)]);
      }),
    );
  });
});

describe('what people write for readers', () => {
  it('is safe in every format, for every audience', () => {
    fc.assert(
      fc.property(foreign, foreign, fc.constantFrom(...Audience.options), (note, other, audience) => {
        const body = `## Release note\n${note}\n## Migration\n${other}\n## Known issues\n${note}\n`;
        const commit = aNoteCommit(1, 'feat', other || 'x', {
          scope: note,
          breaking: { text: other },
          authors: [{ name: note, email: 'a' }],
        });
        const pullRequests = new Map([[commit.sha as string, aPullRequest(12, body)]]);
        const view = notesView(shopFacts({ commits: [commit], pullRequests }), options(audience));
        expectSafe(write(view, new Map()).markdown);
      }),
      { numRuns: 40 },
    );
  });
  it('is safe when it is the whole text, as an edit is', () => {
    fc.assert(fc.property(foreign, expectSafe), { numRuns: 80 });
  });
  it('is shown as it was written where it is nested beyond reason', () => {
    for (const text of ['> '.repeat(20_000), `${'- '.repeat(20_000)}x`, `${'['.repeat(20_000)}x`]) expectSafe(text);
    expect(bare(textIn(readMarkdown(`${'> '.repeat(20_000)}x`)))).toMatch(/x$/);
  });
  it('is all there in the pages for Slack, in as many messages as it needs', () => {
    fc.assert(
      fc.property(fc.array(foreign, { maxLength: 30 }), (texts) => {
        const tree = readMarkdown(texts.join('\n\n'));
        fc.pre(!nodesOf(tree).some(({ type }) => type === 'image'));
        const shown = slackPages(tree).flatMap((blocks) => blocks.flatMap(textsIn));
        expect(bare(shown.join(''))).toBe(bare(textIn(tree)) || '-');
      }),
      { numRuns: 60 },
    );
  });
  it('is the same when it is read and printed again', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const printed = printMarkdown(readMarkdown(text));
        expect(printHtml('x', readMarkdown(printed))).toBe(printHtml('x', readMarkdown(text)));
      }),
      { numRuns: 80 },
    );
  });
});

const usual: ReadonlySet<string> = new Set(['root', 'paragraph', 'heading', 'list', 'listItem', 'text', 'inlineCode']);
const options = (audience: Audience) => ({ audience, selection: {}, product: null, screenshots: true });

function expectSafe(markdown: string): void {
  const tree = readMarkdown(markdown);
  expect(nodesOf(fromMarkdown(printMarkdown(tree))).filter(({ type }) => type === 'html')).toEqual([]);

  const html = printHtml('Notes', tree);
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)];
  const allowed = /^(html|head|meta|title|body|h[1-6]|p|ul|ol|li|a|em|strong|code|pre|br|hr|img|blockquote)$/;
  expect(tags.filter(([, name = '']) => !allowed.test(name))).toEqual([]);
  expect(
    tags.filter(([, , rest = '']) =>
      /\son\w+=|javascript:|data:/i.test(rest.replace(/"[^"]*"/g, (value) => (/^"https?:/.test(value) ? '' : value))),
    ),
  ).toEqual([]);
  expect(html.replace('<!doctype html>', '').replace(/<\/?[a-z][^>]*>/gi, '')).not.toMatch(/[<>]/);

  const tokens = /<(?:https?:\/\/|mailto:)[^<>|]*\|[^<>|]*>/g;
  expect(printMrkdwn('Notes', tree).replace(tokens, '')).not.toMatch(/<[^\n]/);
  expect(printPlain('Notes', tree)).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
  for (const blocks of slackPages(tree)) {
    expect(checkMessage({ text: 'Notes', blocks })).toEqual([]);
    expect(validateBlocks(blocks, '/blocks', 'message')).toEqual([]);
    expect(pings({ text: '', blocks: [...blocks] })).toEqual({ broadcasts: [], users: [], groups: [] });
  }
  expect(pings({ text: printMrkdwn('Notes', tree) })).toEqual({ broadcasts: [], users: [], groups: [] });
}
