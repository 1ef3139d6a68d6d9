import { describe, expect, it } from 'vitest';
import { notesView } from '#domain/notes/notes-view.ts';
import type { ReleaseNotesDocument, ReleaseNotesRefusal } from '#domain/notes/release-notes-outcome.ts';
import type { NotesFormat } from '#domain/requests/notes-choices.ts';
import { readMarkdown } from '#templates/notes/read-markdown.ts';
import { slackPages } from '#templates/notes/slack-pages.ts';
import { releaseNotesRefused, releaseNotesReply } from '#templates/replies/release-notes-reply.ts';
import { people } from '#test/support/a-release.ts';
import { checkMessage } from '#test/support/check-blocks.ts';
import { readBlocks } from '#test/support/read-blocks.ts';
import { shopFacts } from '#test/support/some-notes.ts';

function aDocument(more: Partial<ReleaseNotesDocument> = {}): ReleaseNotesDocument {
  return {
    project: 'shop',
    product: 'The Shop',
    version: '1.5.0',
    previous: '1.4.2',
    audience: 'customers',
    isDraft: false,
    markdown: 'We fixed 1 problem.\n\n## Fixed\n\n- The basket stays.\n',
    view: notesView(shopFacts(), { audience: 'customers', selection: {}, product: 'The Shop', screenshots: true }),
    edited: null,
    screenshots: [],
    isWhole: true,
    remarks: [],
    ...more,
  };
}
const reply = (document: ReleaseNotesDocument, format: NotesFormat | null = null, output: string | null = null) =>
  releaseNotesReply({ kind: 'written', document, copies: 'none' }, { format, output });
const long = Array.from({ length: 300 }, (_, index) => `- Line ${index} of the notes, with some words to it.`).join(
  '\n',
);

describe('notes that are published', () => {
  it('stand in the message where they fit', () => {
    const { words, files } = reply(aDocument());
    expect([files, words.text]).toEqual([[], 'Release notes of shop 1.5.0 for customers.']);
    expect(readBlocks(words.blocks)).toMatchInlineSnapshot(`
      "# The Shop 1.5.0
      Release notes of shop 1.5.0 for customers.
      We fixed 1 problem.

      Fixed
      - The basket stays."
    `);
  });

  it('go on in a file where they do not, and say so', () => {
    const { words, files } = reply(aDocument({ markdown: long }));
    expect(words.text).toBe(
      'Release notes of shop 1.5.0 for customers. They go on in the file below, which has all of them.',
    );
    expect(checkMessage(words)).toEqual([]);
    expect(files.map(({ name, text }) => [name, long.split('\n').every((line) => text.includes(line))])).toEqual([
      ['shop-1.5.0-customers.md', true],
    ]);
  });

  it.each([
    ['markdown', false],
    ['plain', false],
    ['html', true],
    ['json', true],
  ] as const)('as %s are a file: %s', (format, isFile) => {
    const { words, files } = reply(aDocument(), format);
    expect(files).toHaveLength(isFile ? 1 : 0);
    expect(checkMessage(words)).toEqual([]);
    expect(reply(aDocument({ markdown: long }), format).files).toHaveLength(1);
  });

  it('are a file of the name that was asked for, without its folders', () => {
    expect(reply(aDocument(), null, 'docs/../My notes.md').files.map(({ name }) => name)).toEqual(['My-notes.md']);
  });

  it('say what is to be known about them', () => {
    const edited = { text: 'x', from: 'person', by: people.sam, at: 0, revision: 1 } as const;
    const document = aDocument({ isDraft: true, edited, remarks: ['The pull requests could not be read.'] });
    const { words } = releaseNotesReply(
      { kind: 'written', document, copies: 'not_permitted' },
      { format: null, output: null },
    );
    expect(words.text).toMatchInlineSnapshot(
      `"Release notes of shop 1.5.0 for customers. 1.5.0 has no tag yet: these are the notes it would have now. They are in the words of <@U0SAM>, edited <!date^0^{date_short_pretty} at {time}|1970-01-01 00:00 UTC>. The notes in the thread of the release say less. Its requester, a manager or a product role can bring them up to these with the same command. The pull requests could not be read."`,
    );
  });

  it('carry images that Slack can load as images, and others as links', () => {
    const document = aDocument({
      screenshots: [
        { url: 'https://shop.example/a.png', alt: 'The [page]' },
        { url: 'http://shop.example/b.png', alt: 'Not https' },
        { url: 'https://192.168.1.4/c.png', alt: 'Not public' },
        { url: 'https://wiki.internal/d.png', alt: 'Not public either' },
        { url: 'https://github.com/user-attachments/assets/1', alt: 'Behind a login' },
      ],
    });
    const blocks = reply(document).words.blocks;
    expect(blocks.filter(({ type }) => type === 'image')).toEqual([
      { type: 'image', image_url: 'https://shop.example/a.png', alt_text: 'The [page]' },
    ]);
    const links = JSON.stringify(blocks).match(/"type":"link","url":"[^"]+"/g);
    expect(links).toHaveLength(4);
    expect(checkMessage({ text: 'x', blocks })).toEqual([]);
  });
});

describe('notes in Slack', () => {
  it('keep lists in lists, code and quotes', () => {
    const [blocks = []] = slackPages(
      readMarkdown(
        '1. One\n   - in it\n2. Two\n\n   ```sh\n   npm start\n   ```\n3. Three\n\n> Said.\n\n---\n\nEnd with **bold**, _it_, `code`.',
      ),
    );
    expect(blocks).toMatchInlineSnapshot(`
      [
        {
          "elements": [
            {
              "elements": [
                {
                  "elements": [
                    {
                      "text": "One",
                      "type": "text",
                    },
                  ],
                  "type": "rich_text_section",
                },
              ],
              "indent": 0,
              "style": "ordered",
              "type": "rich_text_list",
            },
            {
              "elements": [
                {
                  "elements": [
                    {
                      "text": "in it",
                      "type": "text",
                    },
                  ],
                  "type": "rich_text_section",
                },
              ],
              "indent": 1,
              "style": "bullet",
              "type": "rich_text_list",
            },
            {
              "elements": [
                {
                  "elements": [
                    {
                      "text": "Two",
                      "type": "text",
                    },
                  ],
                  "type": "rich_text_section",
                },
              ],
              "indent": 0,
              "offset": 1,
              "style": "ordered",
              "type": "rich_text_list",
            },
            {
              "border": 0,
              "elements": [
                {
                  "text": "npm start",
                  "type": "text",
                },
              ],
              "type": "rich_text_preformatted",
            },
            {
              "elements": [
                {
                  "elements": [
                    {
                      "text": "Three",
                      "type": "text",
                    },
                  ],
                  "type": "rich_text_section",
                },
              ],
              "indent": 0,
              "offset": 2,
              "style": "ordered",
              "type": "rich_text_list",
            },
            {
              "elements": [
                {
                  "text": "Said.",
                  "type": "text",
                },
              ],
              "type": "rich_text_quote",
            },
          ],
          "type": "rich_text",
        },
        {
          "type": "divider",
        },
        {
          "elements": [
            {
              "elements": [
                {
                  "text": "End with ",
                  "type": "text",
                },
                {
                  "style": {
                    "bold": true,
                  },
                  "text": "bold",
                  "type": "text",
                },
                {
                  "text": ", ",
                  "type": "text",
                },
                {
                  "style": {
                    "italic": true,
                  },
                  "text": "it",
                  "type": "text",
                },
                {
                  "text": ", ",
                  "type": "text",
                },
                {
                  "style": {
                    "code": true,
                  },
                  "text": "code",
                  "type": "text",
                },
                {
                  "text": ".",
                  "type": "text",
                },
              ],
              "type": "rich_text_section",
            },
          ],
          "type": "rich_text",
        },
      ]
    `);
  });
});

describe('a refusal', () => {
  it.each<readonly [ReleaseNotesRefusal, string]>([
    [
      { code: 'nothing_to_tell', version: '1.5.0' },
      'No notes were written. No commit has come since 1.5.0. For the notes of that version use --version 1.5.0.',
    ],
    [
      { code: 'nothing_to_tell', version: null },
      'No notes were written. No commit has come since the first one, so there is nothing to tell.',
    ],
    [
      { code: 'ref_unknown', place: 'to', typed: '1.x', nearest: 'v1.5.0' },
      'No notes were written. There is no version 1.x. Did you mean v1.5.0?',
    ],
    [
      { code: 'branch_unknown', branch: 'main' },
      'No notes were written. There is no branch main in the repository. Correct repository.branch in fairlead.yml, or name another end with --to.',
    ],
  ])('says why: $0.code', (refusal, text) => {
    expect(releaseNotesRefused(refusal).text).toBe(text);
  });
});
