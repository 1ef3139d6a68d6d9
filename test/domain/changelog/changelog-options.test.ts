import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChangelogOptions, changelogEntries } from '#domain/changelog/changelog-entries.ts';
import { countSentence, unlistedTotal } from '#domain/changelog/count-sentence.ts';
import type { Commit } from '#domain/commits/commit.ts';
import { aCommit } from '../commits/a-commit.ts';

const commits = [
  aCommit('feat(api)!: a\n\nBREAKING CHANGE: no b', 1),
  aCommit('feat(worker): b', 2),
  aCommit('fix(api): c', 3),
  aCommit('perf: d', 4),
  aCommit('chore: e', 5),
  aCommit('words', 6),
  aCommit('fix(security): f', 7),
  aCommit('feat: g [skip changelog]', 8),
  aCommit("Merge branch 'x'", 9, 2),
];

const listed = (options: ChangelogOptions) => {
  const { sections } = changelogEntries(commits, options);
  return sections.map(({ kind, entries }) => `${kind}: ${entries.map(({ subject }) => subject).join(', ')}`);
};

describe('changelogEntries', () => {
  it('sorts by the headings of the project, its own below those of Keep a Changelog', () => {
    const rules = { types: { perf: 'Performance', chore: 'Changed', fix: 'hidden' }, unconventional: 'Other' };
    expect(listed({ rules })).toEqual(['Changed: a, e', 'Added: b', 'Performance: d', 'Other: words']);
    expect(changelogEntries(commits, { rules }).internal).toBe(2);
  });

  it('counts commits without a type where the project hides them', () => {
    expect(changelogEntries(commits, { rules: { types: {}, unconventional: 'hidden' } }).internal).toBe(2);
  });

  it('takes a type called like a member of Object for any other', () => {
    const { sections } = changelogEntries([aCommit('constructor: a'), aCommit('toString: b', 2)], {
      rules: { types: {}, unconventional: 'Changed' },
    });
    expect(sections).toMatchObject([{ kind: 'Changed', entries: [{ subject: 'a' }, { subject: 'b' }] }]);
  });

  it('lists fixes, security and what breaks for a hotfix, and says how many it left out', () => {
    expect(listed({ hotfix: true })).toEqual(['Changed: a', 'Fixed: c', 'Security: f']);
    const changes = changelogEntries(commits, { hotfix: true });
    expect(changes.leftOut).toEqual({ breaking: 0, unfixed: 3, otherServices: 0 });
    expect(countSentence(changes)).toBe(
      '3 changes that are no fixes, 1 internal change, 1 merge and 1 commit marked to be skipped are not listed.',
    );
  });

  it('leaves breaking changes out on request, and says how many', () => {
    expect(listed({ includeBreaking: false })[0]).toBe('Added: b');
    expect(changelogEntries(commits, { includeBreaking: false }).leftOut.breaking).toBe(1);
  });

  it('lists what touches the chosen services, and counts the rest', () => {
    const servicesOf = ({ scope }: Commit) => (scope === null ? [] : [scope]);
    expect(listed({ servicesOf, services: ['api'] })).toEqual(['Changed: a', 'Fixed: c']);
    const changes = changelogEntries(commits, { servicesOf, services: ['worker'] });
    expect(changes.sections[0]?.entries[0]?.services).toEqual(['worker']);
    expect(changes.leftOut.otherServices).toBe(6);
  });

  it('takes the pull request from where it is known, and repeats it in no reference', () => {
    const { sections } = changelogEntries(
      [aCommit('fix: a (#12)\n\nRefs: #12, #13'), aCommit('fix: b (#1)\n\nRefs: #12', 2)],
      {
        pullRequestOf: () => '#99',
      },
    );
    expect(sections[0]?.entries).toMatchObject([
      { pullRequest: '#12', references: ['#13'] },
      { pullRequest: '#1', references: ['#12'] },
    ]);
    const [bare] = changelogEntries([aCommit('fix: a')], { pullRequestOf: () => '#99' }).sections;
    expect(bare?.entries[0]?.pullRequest).toBe('#99');
  });

  it('has each commit in exactly one section or one count, whatever is selected', () => {
    const titles = fc.constantFrom(
      'feat: a',
      'fix(api)!: b',
      'chore: c',
      'words',
      'odd: d',
      'fix(worker): e [skip changelog]',
      'style!: f',
    );
    const services = fc.option(fc.subarray(['api', 'worker']), { nil: null });
    const rules = fc.record({
      types: fc.dictionary(
        fc.constantFrom('feat', 'odd', 'chore', '__proto__'),
        fc.constantFrom('hidden', 'Odd', 'Added'),
      ),
      unconventional: fc.constantFrom('hidden', 'Changed', 'Other'),
    });
    const options = fc.record({ hotfix: fc.boolean(), includeBreaking: fc.boolean(), services, rules });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(titles, fc.integer({ min: 1, max: 2 })), { maxLength: 20 }),
        options,
        (list, chosen) => {
          const every = list.map(([title, parents], n) => aCommit(title, n, parents));
          const servicesOf = ({ scope }: Commit) => (scope === null ? [] : [scope]);
          const changes = changelogEntries(every, { ...chosen, servicesOf });
          const entries = changes.sections.flatMap((section) => section.entries);
          expect(new Set(entries.map(({ sha }) => sha)).size).toBe(entries.length);
          expect(entries.length + unlistedTotal(changes)).toBe(every.length);
        },
      ),
    );
  });
});

describe('countSentence', () => {
  const none = changelogEntries([]);
  it.each([
    [{ internal: 1 }, '1 internal change is not listed.'],
    [{ merges: 2, skipped: 1 }, '2 merges and 1 commit marked to be skipped are not listed.'],
    [{ reverted: 2 }, '2 commits that were reverted, with their reverts, are not listed.'],
    [{}, 'No changes were recorded.'],
  ])('says what %j leaves out', (counts, sentence) => {
    expect(countSentence({ ...none, ...counts })).toBe(sentence);
  });

  it('says nothing where everything is listed', () => {
    expect(countSentence(changelogEntries([aCommit('fix: a')]))).toBeNull();
  });
});
