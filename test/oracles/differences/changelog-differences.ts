import { byMessage, byTitle, type Difference, titleLine } from './difference.ts';

const hiddenTitle = /^(?!(?:feat|feature|fix|perf|revert)(?:\(.*\))?: )[\w-]+(?:\(.*\))?: /i;

/** Every difference to conventional-changelog 7.2, besides those of its parser. */
export const changelogDifferences: readonly Difference[] = [
  {
    id: 'hidden-types',
    theirs: 'Lists feat, fix, perf and revert; other types are left out without a word, unless they break something.',
    ours: 'Types of no interest to readers are counted, and the count is shown.',
    fields: ['listed'],
    covers: ({ raw }) => hiddenTitle.test(titleLine(raw.message)) && !raw.message.includes('BREAKING'),
  },
  {
    id: 'no-type',
    theirs: 'Leaves commits that are not conventional out without a word.',
    ours: 'Lists them, or counts them, as the project likes; never neither.',
    fields: ['listed'],
    covers: byTitle(/^(?![\w-]+(?:\(.*\))?!?: )/),
  },
  {
    id: 'merges',
    theirs: 'Never reads a merge commit.',
    ours: 'A merge that has a conventional title is an entry; other merges are counted.',
    fields: ['listed'],
    covers: ({ raw }) => raw.parents.length > 1,
  },
  {
    id: 'skip-marker',
    theirs: 'Knows no marker.',
    ours: 'Leaves out, and counts, what asks for it by `[skip changelog]` or `Changelog: skip`.',
    fields: ['listed'],
    covers: byMessage(/\[skip changelog\]|^Changelog: skip$/m),
  },
  {
    id: 'corrections',
    theirs: 'Reads the message as it was committed.',
    ours: 'Reads the correction in a git note or a pull request in its place, which may tell several changes.',
    fields: ['listed', 'type', 'scope', 'subject', 'references', 'breaking'],
    covers: ({ raw }) => raw.original !== undefined,
  },
  {
    id: 'sections-by-pairs',
    theirs:
      'Makes a section of the commits between each tag and the one before it in the log, so that on a history with branches a commit stands in two releases, or in one that does not hold it.',
    ours: 'Each commit stands once, in the lowest version whose tag holds it.',
    fields: ['section'],
    covers: ({ log }) => log.some(({ parents }) => parents.length > 1),
  },
  {
    id: 'lost-sha',
    theirs: 'Loses the sha, and with it the link, of a commit whose text of a breaking change ends with a reference.',
    ours: 'The message and the sha are read apart.',
    fields: ['listed'],
    covers: byMessage(/^BREAKING[ -]CHANGE:[\s\S]*#\d+[^\n]*$/m),
  },
  {
    id: 'scissors',
    theirs: 'Cuts a message at a scissors line of git, and then finds neither the references below nor the sha.',
    ours: 'The scissors are text: git has cut already what it was told to.',
    fields: ['listed', 'references'],
    covers: byMessage(/^# -+ >8 -+$/m),
  },
  {
    id: 'field-lines',
    theirs: 'Loses a commit with a line such as `-notes-`.',
    ours: 'Such a line is text.',
    fields: ['listed'],
    covers: byMessage(/^-.*?-$/m),
  },
];
