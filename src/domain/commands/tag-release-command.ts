import { nearestWord } from '../nearest-word.ts';
import { type Argument, defineArgument } from './argument.ts';
import { switchArgument } from './arguments/choice.ts';
import { refArgument } from './arguments/git.ts';
import { projectArgument } from './arguments/project.ts';
import { textArgument } from './arguments/text.ts';
import { taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';

const service: Argument<'service', string> = defineArgument({
  name: 'service',
  shown: 'api',
  meaning: 'The service whose tag it is, where each service has its own.',
  field: { kind: 'one', options: ({ project }) => project?.services ?? [] },
  read: (text, { project }) => {
    const known = project?.services ?? [];
    if (known.includes(text)) return read(text);
    return refuse({
      code: 'unknown_service',
      value: text,
      place: '--service',
      nearest: nearestWord(text, known),
      known,
    });
  },
});

const main = defineForm({
  word: null,
  summary: 'Tag a commit with a version, signed where a key is configured',
  who: 'The project’s managers.',
  positional: [projectArgument, taggedVersion],
  flags: [
    textArgument('message', {
      shown: '"First stable API"',
      meaning: 'The message of the tag; one with the version when left out.',
      most: 10_000,
    }),
    switchArgument('sign', 'Sign the tag; done when a key is configured and this is left out.'),
    refArgument('commit', {
      shown: 'main',
      meaning: 'What is tagged: a commit or branch; the commit of the release, else the branch, when left out.',
    }),
    switchArgument('release', 'Publish the release of the forge, too.'),
    service,
  ],
  required: ['version'],
  examples: ['/tag-release v1.5.0', '/tag-release --version v1.5.0 --message "First stable API" --sign true'],
  verb: null,
  modal: { title: 'Tag a release', submit: 'Tag it', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, version, release, ...given } = values;
    if (project === null) return projectMissing(projects);
    if (version === null) return refuse({ code: 'version_missing', place: '--version' });
    const here = { push: false, artifacts: [] };
    const request = { ...given, ...here, project: project.name, version, release: release ?? false };
    return read({ kind: 'tag-release', request });
  },
});

/** `/tag-release`: an annotated tag, signed, and the forge's release. */
export const tagReleaseCommand: Command = {
  name: '/tag-release',
  description: 'Tag a commit with a version',
  usageHint: '<v1.5.0> [--message "..."] [--sign true] [--commit main]',
  forms: [main],
};
