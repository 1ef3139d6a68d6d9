import { changelogFormats } from '../requests/changelog-formats.ts';
import { choiceArgument, switchArgument } from './arguments/choice.ts';
import { refArgument } from './arguments/git.ts';
import { servicesArgument } from './arguments/names.ts';
import { pathArgument } from './arguments/paths.ts';
import { projectArgument } from './arguments/project.ts';
import { textArgument } from './arguments/text.ts';
import { taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';

const from = refArgument('from', {
  shown: 'v1.4.0',
  meaning: 'Where the range begins: a tag, version, branch or commit; the release before when left out.',
});
const to = refArgument('to', {
  shown: 'v1.5.0',
  meaning: 'Where the range ends: a tag, version, branch or commit; the branch of the project when left out.',
});
const format = choiceArgument('format', { words: changelogFormats, meaning: 'The shape of the changelog.' });
const breaking = switchArgument('include-breaking-changes', 'Whether breaking changes are listed; on when left out.');
const hotfix = switchArgument('hotfix', 'Only fixes, security and what breaks.');
const output = pathArgument('output', {
  shown: 'CHANGELOG.md',
  meaning: 'The file the section is put into; shown only when left out.',
});

const version = {
  ...taggedVersion,
  meaning: 'The version in the heading; that of the tag, else the one the commits suggest, when left out.',
};

const main = defineForm({
  word: null,
  summary: 'The changelog between two versions, from the commits',
  who: 'Anyone.',
  positional: [projectArgument],
  flags: [from, to, format, breaking, output, hotfix, servicesArgument, version],
  examples: [
    '/changelog-generate --from v1.4.0',
    '/changelog-generate --from v1.4.0 --to v1.5.0 --format keep-a-changelog --include-breaking-changes true --output CHANGELOG.md --hotfix true',
  ],
  verb: null,
  modal: { title: 'Changelog', submit: 'Write it', opensBare: true },
  toAsk: (values, { projects, canOpenForms }) => {
    const { project, 'include-breaking-changes': includeBreakingChanges, ...given } = values;
    if (project === null) return projectMissing(projects);
    const request = {
      ...given,
      project: project.name,
      format: given.format ?? (canOpenForms && given.output === null ? 'slack' : 'keep-a-changelog'),
      includeBreakingChanges: includeBreakingChanges ?? true,
      hotfix: given.hotfix ?? false,
    };
    return read({ kind: 'changelog-generate', request });
  },
});

const commit = {
  ...refArgument('commit', { shown: '4f0c2a1', meaning: 'The commit whose entry is wrong.' }),
  claims: (word: string) => /^[0-9a-f]{7,64}$/i.test(word),
};
const text = {
  ...textArgument('text', {
    shown: '"fix(cart): count each piece once"',
    meaning:
      'The message the changelog reads instead, with footers; each line that is a conventional header is an entry.',
    most: 10_000,
  }),
  takesRest: true,
};

const edit = defineForm({
  word: 'edit',
  summary: 'Correct the entry of a commit after it was merged; the commit stays as it is',
  who: 'The project\u2019s managers.',
  positional: [projectArgument, commit, text],
  flags: [],
  required: ['commit', 'text'],
  examples: ['/changelog-generate edit 4f0c2a1 "fix(cart): count each piece once"'],
  verb: null,
  modal: { title: 'Correct an entry', submit: 'Correct it', opensBare: true },
  toAsk: ({ project, commit: named, text: words }, { projects }) => {
    if (project === null) return projectMissing(projects);
    if (named === null) return refuse({ code: 'argument_missing', place: '--commit' });
    if (words === null) return refuse({ code: 'argument_missing', place: '--text' });
    // A command line has one line; what has several writes the break as it does in most other places.
    const request = { project: project.name, commit: named, text: words.replaceAll('\\n', '\n') };
    return read({ kind: 'changelog-edit', request });
  },
});

const restore = defineForm({
  word: 'restore',
  summary: 'Take the correction of an entry back',
  who: 'The project\u2019s managers.',
  positional: [projectArgument, commit],
  flags: [],
  required: ['commit'],
  examples: ['/changelog-generate restore 4f0c2a1'],
  verb: null,
  modal: { title: 'Take a correction back', submit: 'Take it back', opensBare: true },
  toAsk: ({ project, commit: named }, { projects }) => {
    if (project === null) return projectMissing(projects);
    if (named === null) return refuse({ code: 'argument_missing', place: '--commit' });
    return read({ kind: 'changelog-edit', request: { project: project.name, commit: named, text: null } });
  },
});

/** `/changelog-generate`: what changed between two versions, in any of several shapes. */
export const changelogGenerateCommand: Command = {
  name: '/changelog-generate',
  description: 'The changelog between two versions',
  usageHint: '[--from v1.4.0] [--to v1.5.0] [--format keep-a-changelog] [--output CHANGELOG.md]',
  forms: [main, edit, restore],
};
