/** The kinds of change of Keep a Changelog 1.1.0, in its order. */
export const changeKinds = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'] as const;
/** One of them: the heading a change stands under. A project may add headings of its own, which stand below these. */
export type ChangeKind = (typeof changeKinds)[number];

/** What each type of commit is to readers where the project says nothing else. Types that are not named here stand under Changed. */
export const kindOfType: Readonly<Record<string, ChangeKind | 'hidden'>> = {
  feat: 'Added',
  feature: 'Added',
  add: 'Added',
  fix: 'Fixed',
  bugfix: 'Fixed',
  hotfix: 'Fixed',
  deprecate: 'Deprecated',
  remove: 'Removed',
  security: 'Security',
  chore: 'hidden',
  ci: 'hidden',
  doc: 'hidden',
  docs: 'hidden',
  test: 'hidden',
  tests: 'hidden',
  style: 'hidden',
  build: 'hidden',
  refactor: 'hidden',
  release: 'hidden',
};

/** What a project says about changelogs when it says nothing. */
export const usualRules = { types: {}, unconventional: 'Changed', labelServices: true } as const;
