import { describe, expect, it } from 'vitest';
import { notesFacts } from '#domain/notes/notes-facts.ts';
import { notesView } from '#domain/notes/notes-view.ts';
import { aNoteCommit, aPullRequest, shopFacts, shopSource } from '#test/support/some-notes.ts';

const note = '```release-note\nPay with a card you saved before.\n```';
const jonas = { name: 'Jonas', email: 'j@shop.example' };
const bot = { name: 'deps[bot]', email: '1+deps[bot]@users.example' };

function factsOf(
  commits: Parameters<typeof notesFacts>[0]['commits'],
  pullRequests: Record<number, ReturnType<typeof aPullRequest>> = {},
) {
  const byCommit = commits.flatMap(({ sha, committedAt }) => {
    const pullRequest = pullRequests[committedAt - Date.UTC(2026, 10, 20)];
    return pullRequest === undefined ? [] : [[sha as string, pullRequest] as const];
  });
  return notesFacts({ ...shopSource, commits, pullRequests: new Map(byCommit) });
}

const told = (facts: ReturnType<typeof factsOf>) =>
  facts.items.map(({ kind, subject, note: words, shas }) => `${kind}: ${words ?? subject} (${shas.length})`);

describe('the facts of a release', () => {
  it('hold each change once, in the list of its kind', () => {
    const view = notesView(shopFacts(), { audience: 'engineers', selection: {}, product: null, screenshots: false });
    const texts = (items: typeof view.features) => items.map(({ text }) => String(text));
    expect({
      breaking: texts(view.breaking),
      features: texts(view.features),
      fixes: texts(view.fixes),
      security: texts(view.security),
      improvements: texts(view.improvements),
      deprecations: texts(view.deprecations),
      known: view.known_issues.map(String),
      counts: view.counts,
    }).toEqual({
      breaking: ['answer exports page by page'],
      features: ['pay with a saved card'],
      fixes: ['keep the basket after logging in'],
      security: ['escape the search term'],
      improvements: ['search in half the time', 'Tidy up'],
      deprecations: ['the first version of the search address'],
      known: ['Cards of one bank are refused at night.'],
      counts: {
        breaking: 1,
        features: 1,
        improvements: 2,
        fixes: 1,
        security: 1,
        deprecations: 1,
        removals: 0,
        told: 7,
        untold: 2,
      },
    });
  });

  it('tell a pull request with a note once, whatever number of commits it has', () => {
    const commits = [
      aNoteCommit(4, null, 'Merge pull request #12 from octo/cards', { isMerge: true }),
      aNoteCommit(3, 'fix', 'make the tests pass', { authors: [jonas] }),
      aNoteCommit(2, 'feat', 'pay with a saved card', { references: ['#9'] }),
      aNoteCommit(1, 'fix', 'something else'),
    ];
    const twelve = aPullRequest(12, note);
    const facts = factsOf(commits, { 4: twelve, 3: twelve, 2: twelve });
    expect(told(facts)).toEqual(['feature: Pay with a card you saved before. (2)', 'fix: something else (1)']);
    expect(facts.items[0]).toMatchObject({ references: ['#9'], pullRequest: '#12', authors: ['Mira Holm', 'Jonas'] });
    expect(facts.merges).toBe(0);
  });

  it('tell each commit of a pull request without a note, and count the merge', () => {
    const commits = [
      aNoteCommit(3, null, 'Merge pull request #12 from octo/cards', { isMerge: true }),
      aNoteCommit(2, 'fix', 'make the tests pass'),
      aNoteCommit(1, 'feat', 'pay with a saved card'),
    ];
    const twelve = aPullRequest(12, 'Just so.');
    const facts = factsOf(commits, { 3: twelve, 2: twelve, 1: twelve });
    expect([told(facts), facts.merges]).toEqual([
      ['fix: make the tests pass (1)', 'feature: pay with a saved card (1)'],
      1,
    ]);
  });

  it('tell a merge whose commits are unknown by the note of its pull request', () => {
    const merge = aNoteCommit(1, null, 'Merge pull request #12 from octo/cards', { isMerge: true });
    const facts = factsOf([merge], { 1: aPullRequest(12, note, { labels: ['enhancement'] }) });
    expect(told(facts)).toEqual(['feature: Pay with a card you saved before. (0)']);
  });

  it.each([
    ['a label sorts what its title does not', null, ['type: bug'], 'fix'],
    ['a title that is sorted stays where it is', 'feat', ['bug'], 'feature'],
    ['nothing sorts', null, ['question'], 'improvement'],
    ['an unknown type is an improvement', 'polish', [], 'improvement'],
  ])('sort a change: %s', (_rule, type, labels, kind) => {
    const facts = factsOf([aNoteCommit(1, type, 'x')], { 1: aPullRequest(12, '', { labels }) });
    expect(facts.items[0]?.kind).toBe(kind);
  });

  it('take the note of a commit where its pull request has none, and the pull request where both speak', () => {
    const commit = aNoteCommit(1, 'feat', 'x', { note: 'From the commit.' });
    expect(told(factsOf([commit]))).toEqual(['feature: From the commit. (1)']);
    expect(told(factsOf([commit], { 1: aPullRequest(12, note) }))).toEqual([
      'feature: Pay with a card you saved before. (1)',
    ]);
  });

  it('leave the number of the pull request to the references', () => {
    const commit = aNoteCommit(1, 'feat', 'pay with a saved card (#12)', { pullRequest: '#12', references: ['#12'] });
    expect(told(factsOf([commit]))).toEqual(['feature: pay with a saved card (1)']);
  });

  it('name contributors in order, once each, and no bots', () => {
    const commits = [
      aNoteCommit(2, 'fix', 'b', { authors: [bot, jonas] }),
      aNoteCommit(1, 'fix', 'a', { authors: [jonas, { name: 'Mira', email: 'mira@shop.example' }] }),
    ];
    expect(factsOf(commits).contributors).toEqual(['Jonas', 'Mira']);
  });
});
