import { audiences, notesFormats } from '../requests/notes-choices.ts';
import { choiceArgument, switchArgument } from './arguments/choice.ts';
import { pathArgument } from './arguments/paths.ts';
import { projectArgument } from './arguments/project.ts';
import { taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read } from './command-refusal.ts';

const main = defineForm({
  word: null,
  summary: 'What a version brings, in the words of those who read it',
  who: 'Anyone.',
  positional: [projectArgument, taggedVersion],
  flags: [
    choiceArgument('audience', { words: audiences, meaning: 'Who reads the notes.' }),
    choiceArgument('format', { words: notesFormats, meaning: 'The shape of the notes.' }),
    switchArgument('include-screenshots', 'Carry over the images of the pull requests.'),
    pathArgument('output', { shown: 'NOTES.md', meaning: 'The file the notes are wanted in; shown when left out.' }),
  ],
  examples: [
    '/release-notes 1.5.0',
    '/release-notes --version 1.5.0 --audience customers --format markdown --include-screenshots true',
  ],
  verb: null,
  modal: { title: 'Release notes', submit: 'Write them', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, version, audience, format, output, 'include-screenshots': includeScreenshots } = values;
    if (project === null) return projectMissing(projects);
    const request = {
      project: project.name,
      version,
      audience: audience ?? 'engineers',
      format,
      includeScreenshots: includeScreenshots ?? false,
      output,
    };
    return read({ kind: 'release-notes', request });
  },
});

/** `/release-notes`: one version, many readers. */
export const releaseNotesCommand: Command = {
  name: '/release-notes',
  description: 'Release notes for those who read them',
  usageHint: '[1.5.0] [--audience customers] [--format markdown] [--include-screenshots true]',
  forms: [main],
};
