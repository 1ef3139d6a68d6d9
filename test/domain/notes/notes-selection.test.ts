import { describe, expect, it } from 'vitest';
import { Audience } from '#domain/notes/audience.ts';
import { notesItem } from '#domain/notes/notes-item.ts';
import { isTold, type NotesSelection } from '#domain/notes/notes-selection.ts';
import { notesView } from '#domain/notes/notes-view.ts';
import { aNoteCommit, aPullRequest, shopFacts } from '#test/support/some-notes.ts';

const change = (
  type: string | null,
  scope: string | null,
  more: object = {},
  body = '',
  labels: readonly string[] = [],
) => notesItem(aNoteCommit(1, type, 'x', { scope, ...more }), aPullRequest(1, body, { labels }));
const readers = (item: ReturnType<typeof change>, selection: NotesSelection = {}) =>
  Audience.options.filter((audience) => isTold(item, audience, selection)).join(' ');

const everybody = Audience.options.join(' ');
const allButExecutives = 'engineers product support customers operations';

describe('who is told of a change', () => {
  it.each([
    ['a feature', change('feat', 'web'), everybody],
    ['a fix', change('fix', null), allButExecutives],
    ['a security fix', change('fix', 'security'), everybody],
    ['a change of a scope that customers never see', change('feat', 'ci'), 'engineers operations'],
    ['a title without a type', change(null, null), 'engineers product operations'],
    ['a chore', change('chore', null), ''],
    ['a chore somebody wrote a note about', change('chore', null, {}, 'Release note: Faster.'), allButExecutives],
    ['a chore that breaks something', change('chore', null, { breaking: { text: 'Gone.' } }), everybody],
    ['a fix with nothing to tell', change('fix', null, {}, 'Release note: NONE'), 'engineers'],
    ['a feature labelled to be ignored', change('feat', null, {}, '', ['ignore-for-release']), 'engineers'],
    ['words for support alone', change('chore', null, {}, 'Release note (support): Ask for the log.'), 'support'],
  ])('%s', (_what, item, told) => {
    expect(readers(item)).toBe(told);
  });

  it.each([
    ['types', change('docs', null), { types: ['docs'] }, everybody],
    ['types, which leave others out', change('feat', null), { types: ['docs'] }, ''],
    ['types left out', change('feat', null), { exceptTypes: ['FEAT'] }, ''],
    ['scopes', change('feat', 'web'), { scopes: ['api'] }, ''],
    ['scopes left out', change('feat', 'api'), { exceptScopes: ['api'] }, ''],
    ['scopes that are usually left out', change('feat', 'ci'), { exceptScopes: ['api'] }, everybody],
    ['labels', change('feat', null, {}, '', ['public']), { labels: ['public'] }, everybody],
    ['labels it has not', change('feat', null), { labels: ['public'] }, ''],
    [
      'labels left out, even with a note',
      change('feat', null, {}, 'Release note: x', ['secret']),
      { exceptLabels: ['secret'] },
      '',
    ],
  ])('by %s of the configuration', (_what, item, selection, told) => {
    expect(readers(item, selection)).toBe(told);
  });

  it('counts what is beyond the most of a section', () => {
    const commits = Array.from({ length: 7 }, (_, index) => aNoteCommit(index, 'feat', `feature ${index}`));
    const facts = shopFacts({ commits });
    const executives = notesView(facts, { audience: 'executives', selection: {}, product: null, screenshots: false });
    expect([executives.features.length, executives.more.features]).toEqual([5, 2]);
    const two = notesView(facts, { audience: 'customers', selection: { most: 2 }, product: null, screenshots: false });
    expect([two.features.length, two.more.features]).toEqual([2, 5]);
  });
});
