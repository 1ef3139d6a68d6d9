import { describe, expect, it } from 'vitest';
import { aCommit } from './a-commit.ts';

const footed = [
  'fix: prevent racing of requests',
  '',
  'Introduce a request id.',
  '',
  'Remove timeouts.',
  '',
  'Reviewed-by: Sam <sam@shop.example>',
  'Release-note: Requests',
  '  no longer race.',
  '',
  '  Nothing to do.',
  'Refs: #123, SHOP-7',
  'Release-As: 2.0.0',
].join('\n');

describe('footers', () => {
  it('reach to the next one, over line breaks and blank lines', () => {
    expect(aCommit(footed)).toMatchObject({
      trailers: [
        { token: 'Reviewed-by', value: 'Sam <sam@shop.example>' },
        { token: 'Release-note', value: 'Requests no longer race. Nothing to do.' },
        { token: 'Refs', value: '#123, SHOP-7' },
        { token: 'Release-As', value: '2.0.0' },
      ],
      note: 'Requests\nno longer race.\n\nNothing to do.',
      references: ['#123', 'SHOP-7'],
      releaseAs: '2.0.0',
    });
  });

  it.each<[string, object[]]>([
    ['fix: a\n\nCloses #12', [{ token: 'Closes', value: '#12' }]],
    ['fix: a\n\nSee: https://x.example/a: b', [{ token: 'See', value: 'https://x.example/a: b' }]],
    ['fix: a\nCloses: #12', []],
    ['fix: a\n\nwords\nCloses: #12', []],
    ['fix: a\n\nTwo words: no token', []],
    [
      'fix: a\n\nBREAKING CHANGE: b\nAcked-by: Sam',
      [
        { token: 'BREAKING CHANGE', value: 'b' },
        { token: 'Acked-by', value: 'Sam' },
      ],
    ],
  ])('of %j are found after a blank line only', (message, trailers) => {
    expect(aCommit(message).trailers).toEqual(trailers);
  });

  it.each([
    ['fix: a\n\nRelease-note: Faster.', 'Faster.'],
    ['fix: a\n\nRelease note: Faster.', 'Faster.'],
    ['fix: a\n\nrelease-notes: Faster.', 'Faster.'],
    ['fix: a\n\nRelease-note: none', null],
    ['fix: a\n\nRelease-note:\n\n* one\n* two', '* one\n* two'],
    ['fix: a', null],
  ])('of %j give the note', (message, note) => {
    expect(aCommit(message).note).toBe(note);
  });

  it.each([
    ['chore: release\n\nRelease-As: 2.0.0', '2.0.0'],
    ['chore: release\n\nrelease-as: v2.0.0-rc.1\nRelease-As: 3.0.0', '3.0.0'],
    ['chore: release\n\nRelease-As:', null],
    ['feat: mention Release-As: 2.0.0', null],
  ])('of %j ask for a version', (message, releaseAs) => {
    expect(aCommit(message).releaseAs).toBe(releaseAs);
  });
});

describe('skip markers', () => {
  it.each([
    'chore: a [skip changelog]',
    'chore: a\n\n[changelog skip]',
    'chore: a\n\n[No-Changelog]',
    'chore: a\n\nChangelog: skip',
    'chore: a\n\nchangelog: None',
  ])('leave %j out', (message) => {
    expect(aCommit(message).isSkipped).toBe(true);
  });

  it.each(['chore: a [skip ci]', 'docs: explain Changelog: skip', 'fix: a\n\nChangelog: fixed'])(
    'are not in %j',
    (message) => {
      expect(aCommit(message).isSkipped).toBe(false);
    },
  );
});

describe('breaking changes', () => {
  it.each([
    ['in a bullet of a squash', 'feat: a (#1)\n\n* BREAKING CHANGE: b', 'b'],
    ['above the text', 'feat: a\n\nBREAKING CHANGE: b\n\nmore', 'b more'],
    ['right below the title', 'feat: a\nBREAKING CHANGE: b', 'b'],
    ['without a space', 'feat: a\n\nBREAKING CHANGE:b', 'b'],
    ['by mark and footer', 'feat!: a\n\nBREAKING CHANGE: b', 'b'],
  ])('are found %s', (_where, message, text) => {
    expect(aCommit(message).breaking).toEqual({ text });
  });
});

describe('pull requests', () => {
  it.each([
    ['a squash on GitHub', 'feat: a (#12)', 1, '#12', 'a (#12)'],
    ['a backport', 'feat: a (#12) (#15)', 1, '#15', 'a (#12) (#15)'],
    [
      'a merge on GitHub',
      'Merge pull request #12 from mira/cart\n\nfeat: a',
      2,
      '#12',
      'Merge pull request #12 from mira/cart',
    ],
    ['a squash that kept the sentence of GitHub', 'Merge pull request #12 from mira/cart\n\nfeat: a', 1, '#12', 'a'],
    [
      'a merge on GitLab',
      "Merge branch 'cart' into 'main'\n\nfeat: a\n\nSee merge request shop/web!12",
      2,
      '!12',
      "Merge branch 'cart' into 'main'",
    ],
    ['a fast-forward on GitLab', 'feat: a\n\nSee merge request !12', 1, '!12', 'a'],
    ['a squash on GitLab', 'feat: a (!12)', 1, '!12', 'a (!12)'],
    [
      'a merge on Bitbucket',
      'Merged in cart (pull request #12)\n\nfeat: a',
      2,
      '#12',
      'Merged in cart (pull request #12)',
    ],
    ['a squash on Bitbucket', 'Merged in cart (pull request #12)\n\nfeat: a\n\nApproved-by: Sam', 1, '#12', 'a'],
    [
      'a merge on Bitbucket Data Center',
      'Merge pull request #12 in SHOP/web from cart to main',
      2,
      '#12',
      'Merge pull request #12 in SHOP/web from cart to main',
    ],
    ['a squash on Azure DevOps', 'Merged PR 12: feat: a', 1, '!12', 'a'],
    ['a merge by hand', "Merge branch 'cart'", 2, null, "Merge branch 'cart'"],
    ['an issue in the middle of a title', 'fix: a (#12) again', 1, null, 'a (#12) again'],
  ])('are read from %s', (_forge, message, parents, pullRequest, subject) => {
    expect(aCommit(message, 1, parents)).toMatchObject({ pullRequest, subject });
  });
});

describe('references', () => {
  it.each([
    ['fix: a\n\nCloses shop/web#7, group/sub/api#8.', ['shop/web#7', 'group/sub/api#8']],
    ['fix: see (#7), [#8] and "#9"', ['#7', '#8', '#9']],
    ['fix: https://shop.example/a/b#7', []],
    ['fix: C#7, ##7, #7a, x-#7 and #0x7', []],
    ['fix: SHOP-7\n\nRefs: SHOP-8, UTF-8x', ['SHOP-8']],
    ['fix: a\n\nNote: SHA-256 it is', []],
    ['fix: a\n\nRefs: SHOP-8,\n  SHOP-9\nUTF-8 is meant\n\nSHA-256, too', ['SHOP-8', 'SHOP-9']],
  ])('of %j', (message, references) => {
    expect(aCommit(message).references).toEqual(references);
  });

  it('behind 10 MB of text are found', () => {
    expect(aCommit(`fix: a\n\n${'words and words\n'.repeat(600_000)}\nCloses #12`).references).toEqual(['#12']);
  });
});

describe('reverts', () => {
  it.each<[string, string[]]>([
    ['Revert "feat: a (#12)" (#15)\n\nReverts shop/web#12', ['#12']],
    ['Revert "feat: a"\n\nThis reverts merge request shop/web!12', ['!12']],
    ['Reapply "feat: a"\n\nThis reverts commit 0123456789abcdef.', ['0123456789abcdef']],
    ['Revert "feat: a"', []],
  ])('name what they undo: %j', (message, revertOf) => {
    expect(aCommit(message)).toMatchObject({ type: null, isRevert: true, revertOf });
  });
});
