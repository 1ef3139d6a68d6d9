import { switchArgument } from './arguments/choice.ts';
import { servicesArgument } from './arguments/names.ts';
import { filesArgument } from './arguments/paths.ts';
import { projectArgument } from './arguments/project.ts';
import { askedVersion, bumpWords } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';

const main = defineForm({
  word: null,
  summary: 'Bring version files to a version: their diff, and the commit and tag when asked for',
  who: 'Anyone for the diff; the project’s managers for the commit and the tag.',
  positional: [projectArgument, askedVersion],
  flags: [
    filesArgument,
    switchArgument('commit', 'Commit the change; only its diff is shown when left out.'),
    switchArgument('tag', 'Tag the commit with the version.'),
    servicesArgument,
  ],
  required: ['version'],
  examples: [
    '/version-bump minor',
    '/version-bump --version 1.5.0 --files "package.json,Chart.yaml,VERSION,pom.xml" --commit true --tag true',
  ],
  verb: null,
  modal: { title: 'Version bump', submit: 'Go on', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, version, files, services, commit, tag } = values;
    if (project === null) return projectMissing(projects);
    if (version === null) return refuse({ code: 'version_missing', place: '--version', known: bumpWords });
    const wanted = { commit: commit ?? false, tag: tag ?? false, write: false };
    const request = { project: project.name, version, files, services, ...wanted };
    return read({ kind: 'version-bump', request });
  },
});

/** `/version-bump`: one version in every file that holds it. */
export const versionBumpCommand: Command = {
  name: '/version-bump',
  description: 'Bring every version file to a version',
  usageHint: '<1.5.0 | minor> [--files "package.json,Chart.yaml"] [--commit true] [--tag true]',
  forms: [main],
};
