import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPullRequestNote } from '#domain/notes/pull-request-note.ts';
import { hostileText } from '../../templates/a-hostile-text.ts';

const noteOf = (body: string): string | null => readPullRequestNote(body).note;

describe('the note of a pull request', () => {
  it.each([
    ['a fence', 'Why.\n\n```release-note\nPay with a saved card.\n```\n\nMore.', 'Pay with a saved card.'],
    ['a fence of tildes', '~~~release-notes\nPay.\n~~~', 'Pay.'],
    [
      'a section',
      '# About\nx\n## Release note\n\nPay.\n\n### In detail\n\nSoon.\n\n## Tests\ny',
      'Pay.\n\n### In detail\n\nSoon.',
    ],
    ['a labelled paragraph', 'x\nRelease note: Pay with\na saved card.\n\nNot this.', 'Pay with\na saved card.'],
    ['a label on its own line', '**Release note:**\nPay.\n\nNot this.', 'Pay.'],
    ['a bold label', '**Release note**: Pay.', 'Pay.'],
    ['two of them', 'Release note: One.\n\n```release-note\nTwo.\n```', 'One.\n\nTwo.'],
    [
      'a note that holds a heading in a fence',
      '## Release note\n```sh\n# not a heading\n```\nDone.',
      '```sh\n# not a heading\n```\nDone.',
    ],
    ['windows line ends', '## Release note\r\n\r\nPay.\r\n', 'Pay.'],
  ])('is read from %s', (_what, body, note) => {
    expect(noteOf(body)).toBe(note);
  });

  it.each([
    ['no note', 'Just words about the release notes of others.'],
    ['a note in a comment of the template', '<!--\nRelease note: say what users notice\n-->\nFixes #1'],
    ['a comment that is never closed', 'x <!-- Release note: y'],
    ['a label that nobody filled in', 'Release note: <!-- what users notice -->\n\nChecklist:\n- [ ] tests'],
    ['an empty section', '## Release note\n\n## Tests'],
    ['a note inside another fence', '```md\nRelease note: not mine\n```'],
  ])('is none for %s', (_what, body) => {
    expect(noteOf(body)).toBeNull();
  });

  it.each(['NONE', 'none', '`NONE`', 'N/A', 'None.', '-', 'Not applicable'])(
    'says that there is nothing to tell with %s',
    (word) => {
      expect(readPullRequestNote(`\`\`\`release-note\n${word}\n\`\`\``)).toMatchObject({ note: null, isNone: true });
    },
  );

  it('has words for one audience beside those for all', () => {
    const body =
      'Release note: For all.\n\n## Release note (customers)\nFor you.\n\n```release-note support\nFor them.\n```';
    const { note, noteFor } = readPullRequestNote(body);
    expect([note, [...noteFor]]).toEqual([
      'For all.',
      [
        ['support', 'For them.'],
        ['customers', 'For you.'],
      ],
    ]);
  });

  it('has instructions and known issues under their headings', () => {
    const body = '## Migration\nRun it twice.\n## How to upgrade\nStop first.\n## Known issues\n- One.\n- Two.';
    expect(readPullRequestNote(body)).toMatchObject({
      migration: 'Run it twice.',
      upgrade: 'Stop first.',
      knownIssues: '- One.\n- Two.',
    });
  });

  it('reads whatever people write, and a body of ten million characters in a moment', () => {
    fc.assert(fc.property(hostileText, (text) => typeof readPullRequestNote(text).isNone === 'boolean'));
    const long = [
      '<!--'.repeat(2_500_000),
      '```\n'.repeat(2_500_000),
      '![a]('.repeat(2_000_000),
      '<img '.repeat(2_000_000),
    ];
    for (const body of long) expect(readPullRequestNote(body).note).toBeNull();
  });
});

describe('the images of a pull request', () => {
  it('are those of Markdown and of HTML, each once, from the web only', () => {
    const body = [
      '![The page](https://shop.example/a.png "A title")',
      '<img width="300" alt="Wide" src="https://shop.example/b.png?x=1&amp;y=2">',
      '![again](https://shop.example/a.png) ![](http://shop.example/c.png)',
      '![no](javascript:alert(1)) ![no](file:///etc/passwd) <img src="data:image/png;base64,AAAA">',
      '![secret](https://mira:pass@shop.example/d.png)',
      '<!-- ![hidden](https://shop.example/e.png) -->',
    ].join('\n');
    expect(readPullRequestNote(body).images).toEqual([
      { url: 'https://shop.example/a.png', alt: 'The page' },
      { url: 'https://shop.example/b.png?x=1&y=2', alt: 'Wide' },
      { url: 'http://shop.example/c.png', alt: 'Screenshot' },
    ]);
  });
});
