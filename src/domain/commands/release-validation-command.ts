import { countArgument } from './arguments/amounts.ts';
import { checksArgument, servicesArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';

const main = defineForm({
  word: null,
  summary: 'Run checks on a version and say whether it is ready',
  who: 'Anyone. Nothing is deployed, tagged or published.',
  positional: [projectArgument, servicesArgument, taggedVersion],
  flags: [
    checksArgument,
    countArgument('blockers-allowed', 'How many checks may fail and the version still be ready; none when left out.'),
  ],
  required: ['version'],
  examples: [
    '/release-validation 1.5.0',
    '/release-validation --version 1.5.0 --checks "smoke-tests,regression-suite,migration-test,canary-analysis" --blockers-allowed 0',
  ],
  verb: 'release',
  modal: { title: 'Release validation', submit: 'Run the checks', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, version, services, checks } = values;
    if (project === null) return projectMissing(projects);
    if (version === null) return refuse({ code: 'version_missing', place: '--version' });
    const blockersAllowed = values['blockers-allowed'] ?? 0;
    return read({
      kind: 'release-validation',
      request: { project: project.name, version, checks, blockersAllowed, services },
    });
  },
});

/** `/release-validation`: whether a version is ready, by its checks. */
export const releaseValidationCommand: Command = {
  name: '/release-validation',
  description: 'Run checks on a version and say whether it is ready',
  usageHint: '<1.5.0> [--checks "smoke-tests,migration-test"] [--blockers-allowed 0]',
  forms: [main],
};
