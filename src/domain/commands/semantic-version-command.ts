import { choiceArgument } from './arguments/choice.ts';
import { commitsArgument } from './arguments/commit-counts.ts';
import { servicesArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { buildMetadataArgument, currentArgument, preReleaseArgument } from './arguments/semver.ts';
import { exactVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read } from './command-refusal.ts';

const bump = choiceArgument('bump', {
  words: ['minor', 'patch', 'major', 'pre-release', 'release'],
  meaning: 'The step to take; what the commits ask for when left out.',
});

const main = defineForm({
  word: null,
  summary: 'The current version, the next one and why; or the version that a step leads to',
  who: 'Anyone.',
  positional: [projectArgument, exactVersion],
  flags: [currentArgument, bump, preReleaseArgument, buildMetadataArgument, commitsArgument, servicesArgument],
  examples: [
    '/semantic-version',
    '/semantic-version 2.0.0',
    '/semantic-version --current 1.4.2 --bump minor --pre-release alpha --build-metadata commit.abc123',
    '/semantic-version --current 1.4.2 --commits "12 feat, 3 BREAKING CHANGE"',
  ],
  verb: null,
  toAsk: (values, { projects }) => {
    const { project, 'pre-release': preRelease, 'build-metadata': buildMetadata, ...given } = values;
    if (project === null) return projectMissing(projects);
    return read({ kind: 'semantic-version', request: { ...given, project: project.name, preRelease, buildMetadata } });
  },
});

/** `/semantic-version`: versions by SemVer 2.0.0, from a repository or from what is typed. */
export const semanticVersionCommand: Command = {
  name: '/semantic-version',
  description: 'The next version and why, by SemVer 2.0.0',
  usageHint: '[--current 1.4.2] [--bump minor] [--pre-release alpha] [--build-metadata commit.abc123]',
  forms: [main],
};
