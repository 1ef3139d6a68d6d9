import { changelogFormats } from '../requests/changelog-formats.ts';
import { choiceArgument, switchArgument } from './arguments/choice.ts';
import { refArgument } from './arguments/git.ts';
import { servicesArgument } from './arguments/names.ts';
import { pathArgument } from './arguments/paths.ts';
import { projectArgument } from './arguments/project.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read } from './command-refusal.ts';

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

const main = defineForm({
  word: null,
  summary: 'The changelog between two versions, from the commits',
  who: 'Anyone.',
  positional: [projectArgument],
  flags: [from, to, format, breaking, output, hotfix, servicesArgument],
  examples: [
    '/changelog-generate --from v1.4.0',
    '/changelog-generate --from v1.4.0 --to v1.5.0 --format keep-a-changelog --include-breaking-changes true --output CHANGELOG.md --hotfix true',
  ],
  verb: null,
  modal: { title: 'Changelog', submit: 'Write it', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, 'include-breaking-changes': includeBreakingChanges, ...given } = values;
    if (project === null) return projectMissing(projects);
    const request = {
      ...given,
      project: project.name,
      format: given.format ?? 'keep-a-changelog',
      includeBreakingChanges: includeBreakingChanges ?? true,
      hotfix: given.hotfix ?? false,
    };
    return read({ kind: 'changelog-generate', request });
  },
});

/** `/changelog-generate`: what changed between two versions, in any of several shapes. */
export const changelogGenerateCommand: Command = {
  name: '/changelog-generate',
  description: 'The changelog between two versions',
  usageHint: '[--from v1.4.0] [--to v1.5.0] [--format keep-a-changelog] [--output CHANGELOG.md]',
  forms: [main],
};
