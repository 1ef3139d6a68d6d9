import { describe, expect, it } from 'vitest';
import { usualRules } from '#domain/changelog/change-kinds.ts';
import { ChangelogRules } from '#domain/changelog/changelog-rules.ts';
import { LinkSettings } from '#domain/links/link-settings.ts';

describe('ChangelogRules', () => {
  it('are the usual ones when nothing is said', () => {
    expect(ChangelogRules.parse({})).toEqual(usualRules);
  });

  it.each([
    { types: { Perf: 'Performance' } },
    { types: { perf: '## Performance' } },
    { types: { perf: 'a]: b' } },
    { types: { perf: '' } },
    { unconventional: 'Other\nThings' },
    { unconventional: '[1.0.0]' },
    { headings: {} },
  ])('refuse %j', (rules) => {
    expect(ChangelogRules.safeParse(rules).success).toBe(false);
  });

  it.each(['Performance', 'Leistung & Tempo', 'Don\u2019t'.replace('\u2019', "'"), 'hidden'])(
    'take the heading %s',
    (heading) => {
      expect(ChangelogRules.parse({ types: { perf: heading } }).types.perf).toBe(heading);
    },
  );
});

describe('LinkSettings', () => {
  it.each(['https://git.shop.example/octo/shop', 'http://git.shop.example:8080/group/sub/shop'])('take %s', (web) => {
    expect(LinkSettings.parse({ kind: 'gitlab', web }).web).toBe(web);
  });

  it.each([
    'git.shop.example/octo/shop',
    'https://mira:secret@git.shop.example/octo/shop',
    'https://git.shop.example',
    'ssh://git@h/a/b',
  ])('refuse %s', (web) => {
    expect(LinkSettings.safeParse({ web }).success).toBe(false);
  });
});
