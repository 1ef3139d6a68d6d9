import { CommitParser } from 'conventional-commits-parser';
import { describe, expect, it } from 'vitest';
import { aCommit } from './a-commit.ts';

describe('parseCommit', () => {
  it.each([
    ['feat: add a cart', { type: 'feat', scope: null, subject: 'add a cart', breaking: null }],
    ['fix(api): close the door', { type: 'fix', scope: 'api', subject: 'close the door', breaking: null }],
    ['FEAT(Api): shout', { type: 'feat', scope: 'Api', subject: 'shout', breaking: null }],
    ['feat!: drop v1', { type: 'feat', subject: 'drop v1', breaking: { text: 'drop v1' } }],
    ['feat(api)!: drop v1', { type: 'feat', scope: 'api', breaking: { text: 'drop v1' } }],
    ['fix: x\n\nBREAKING CHANGE: keys are strings', { breaking: { text: 'keys are strings' } }],
    ['fix: x\n\nBREAKING-CHANGE: keys are strings', { breaking: { text: 'keys are strings' } }],
    ['fix: x\n\nBREAKING CHANGE:\nkeys are\nstrings', { breaking: { text: 'keys are strings' } }],
    ['fix: x\n\nBREAKING CHANGE: a\n b\nReviewed-by: Sam', { breaking: { text: 'a b' } }],
    ['chore!: x\n\nBREAKING CHANGE: a\n\nBREAKING CHANGE: b', { type: 'chore', breaking: { text: 'a b' } }],
    ['Update everything\n\nBREAKING CHANGE: all', { type: null, breaking: { text: 'all' } }],
    ['fix: x\n\nbreaking change: not in capitals', { breaking: null }],
    ['fix: x\n\nThis is no BREAKING CHANGE: really', { breaking: null }],
    ['feat:no space', { type: null, subject: 'feat:no space' }],
    ['Fixed the login', { type: null, subject: 'Fixed the login' }],
    ['feat(): empty scope', { type: 'feat', scope: null, subject: 'empty scope' }],
    ['feat((x)): brackets', { type: 'feat', scope: '(x)', subject: 'brackets' }],
    ['feat(a): see (b): c', { type: 'feat', scope: 'a', subject: 'see (b): c' }],
    ['', { type: null, subject: '(no message)' }],
    ['\n\nfeat: late title', { type: 'feat', subject: 'late title' }],
    ['fix: x\r\n\r\nBREAKING CHANGE: y\r\n', { subject: 'x', breaking: { text: 'y' } }],
    ['fix: close #12 and shop/api#7\n\nCloses #12, #13', { references: ['#12', 'shop/api#7', '#13'] }],
    ['fix: colour #fff and v1#2x', { references: [] }],
  ])('reads %j', (message, expected) => {
    expect(aCommit(message)).toMatchObject(expected);
  });

  it('agrees with conventional-commits-parser on ordinary messages', () => {
    const parser = new CommitParser({ headerPattern: /^(\w*)(?:\(([^)]*)\))?!?: (.*)$/ });
    const messages = [
      'feat: a',
      'fix(api): b',
      'docs(readme): c\n\nbody\n\nBREAKING CHANGE: d',
      'perf!: e',
      'just words',
    ];
    for (const message of messages) {
      const theirs = parser.parse(message);
      const ours = aCommit(message);
      expect(ours.type).toBe(theirs.type ?? null);
      expect(ours.scope).toBe(theirs.scope ?? null);
      if (theirs.notes[0] !== undefined) expect(ours.breaking?.text).toBe(theirs.notes[0].text);
    }
  });

  it('counts everybody in Co-authored-by as an author, once', () => {
    const { authors } = aCommit(
      'feat: a\n\nCo-authored-by: Jonas <jonas@shop.example>\nco-authored-by: Mira <MIRA@shop.example>',
    );
    expect(authors).toEqual([
      { name: 'Mira', email: 'mira@shop.example' },
      { name: 'Jonas', email: 'jonas@shop.example' },
    ]);
  });

  it.each([
    [
      'Revert "feat: a"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.',
      ['0123456789abcdef0123456789abcdef01234567'],
    ],
    ['revert: a\n\nRefs: 676104e, a215868', ['676104e', 'a215868']],
    ['revert: a', []],
  ])('knows the revert %j', (message, revertOf) => {
    expect(aCommit(message)).toMatchObject({ isRevert: true, revertOf });
  });

  it('takes Refs of an ordinary commit for no revert', () => {
    expect(aCommit('fix: a\n\nRefs: 676104e')).toMatchObject({ isRevert: false, revertOf: [] });
  });
});

describe('parseCommit with a hostile message', () => {
  it.each([
    ['a bidirectional override', 'feat: safe \u202etxt.exe\u202c', 'safe txt.exe'],
    ['a terminal escape', 'feat: a\u001b[31mred', 'a [31mred'],
    ['NUL', 'feat: a\0b', 'a b'],
    ['zero-width spaces', 'feat: se\u200bcret\ufeff', 'secret'],
    ['a line separator', 'feat: a\u2028b', 'a b'],
    ['a lone surrogate', 'feat: a\ud800', 'a\ufffd'],
    ['a channel mention, which templates defuse', 'feat: <!channel> now', '<!channel> now'],
    ['what looks like an option', '--upload-pack=evil', '--upload-pack=evil'],
    ['markup of HTML, which templates escape', 'feat: <img src=x onerror=y>', '<img src=x onerror=y>'],
    ['a formula, which exports quote', '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'],
    ['an isolate around a word', 'feat: \u2067abc\u2069', 'abc'],
    ['a byte order mark before the type', '\ufefffeat: a', 'a'],
  ])('keeps %s from its subject', (_what, message, subject) => {
    expect(aCommit(message).subject).toBe(subject);
  });

  it('keeps an emoji of several code points whole when it cuts', () => {
    const { subject } = aCommit(`feat: ${'\u{1f680}'.repeat(400)}`);
    expect(Array.from(subject)).toHaveLength(300);
    expect(subject).toMatch(/^\u{1f680}+\u2026$/u);
  });

  it.each([
    ['one line of 10 MB', `feat: ${'a'.repeat(10_000_000)}`],
    ['10 MB of spaces', `feat: a\n\n${' '.repeat(10_000_000)}`],
    ['5 million lines', `feat: a${'\n'.repeat(5_000_000)}`],
    ['a revert that never ends', `Revert "${'"'.repeat(1_000_000)}${' '.repeat(1_000_000)}`],
    ['brackets without end', `feat(${'('.repeat(1_000_000)}`],
    ['footers without end', `feat: a\n\n${'a-'.repeat(2_000_000)}`],
    ['10 MB of number signs', `feat: a\n\n${'#'.repeat(10_000_000)}`],
    ['long words before numbers', `feat: a\n\n${`${'a'.repeat(200)}#1`.repeat(50_000)}`],
    ['names of repositories without end', `feat: a\n\n${'a/'.repeat(5_000_000)}#1`],
    ['two million footers', `feat: a\n\n${'a: b\n'.repeat(2_000_000)}`],
    ['a million breaking changes', `feat: a\n\n${'BREAKING CHANGE: b\n'.repeat(500_000)}`],
    ['reverts without end', `feat: a\n\n${'This reverts commit 0123456.\n'.repeat(300_000)}`],
    ['co-authors without end', `feat: a\n\n${'Co-authored-by: <<<<\n'.repeat(400_000)}`],
    ['a co-author of one long name', `feat: a\n\nCo-authored-by: ${'a '.repeat(5_000_000)}<a@b>`],
    ['issue keys without end', `feat: a\n\nRefs: ${'AAAAAAAAAA-'.repeat(900_000)}`],
    ['a merge request of 10 MB', `feat: a\n\nSee merge request ${'a'.repeat(10_000_000)}!1`],
    ['a merge of 10 MB', `Merged in ${'a (pull request #'.repeat(600_000)}`],
    ['brackets of a scope', `feat(${'): ('.repeat(2_000_000)}`],
    ['a note without end', `feat: a\n\nRelease-note: ${'a\n\n'.repeat(3_000_000)}`],
    ['carriage returns', `feat: a${'\r'.repeat(10_000_000)}`],
    ['field markers', 'feat: a\n\n-notes-\nx\n-__proto__-\ny\nBREAKING CHANGE: z'],
  ])('reads %s within the time of a test', (_what, message) => {
    const commit = aCommit(message);
    expect(Array.from(commit.subject).length).toBeLessThanOrEqual(300);
  });

  it('finds a breaking change behind 10 MB of text', () => {
    const commit = aCommit(`fix: a\n\n${'words and words\n'.repeat(600_000)}\nBREAKING CHANGE: all of it`);
    expect(commit.breaking).toEqual({ text: 'all of it' });
  });
});
