import { releaseParts } from '../plan/release-part.ts';
import { choicesArgument, switchArgument } from './arguments/choice.ts';
import { environmentsArgument, servicesArgument, strategyArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';
import { settingsOf } from './settings-of.ts';

const main = defineForm({
  word: null,
  summary: 'Plan a release that is made of the named parts only',
  who: 'Anyone. What happens to the plan is decided by its gates.',
  positional: [projectArgument, taggedVersion, servicesArgument],
  flags: [
    choicesArgument('steps', {
      words: releaseParts,
      meaning:
        'What it is made of, in any order; all of it when left out. It is done in the order of this list, so that everything that can fail comes before anything public.',
    }),
    switchArgument(
      'approval-required',
      'Ask for an approval before anything is deployed or published, even where no environment does. False lowers nothing that is configured.',
    ),
    environmentsArgument,
    strategyArgument,
  ],
  required: ['version'],
  examples: [
    '/release-automate 1.5.0',
    '/release-automate --version 1.5.0 --steps "bump,changelog,tag,build,test,deploy,notify" --approval-required true',
    '/release-automate 1.5.0 --steps "bump,changelog,build,test,tag"',
  ],
  verb: 'release',
  modal: { title: 'Automate a release', submit: 'Make the plan', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, version, services, environments, strategy, steps } = values;
    if (project === null) return projectMissing(projects);
    if (version === null) return refuse({ code: 'version_missing', place: '--version' });
    const settings = settingsOf({ parts: steps, approvalRequired: values['approval-required'] });
    const request = { project: project.name, version: { exact: version }, services, environments, strategy };
    return read({ kind: 'propose', request: { ...request, breakingChangeReason: null, ...settings } });
  },
});

/** `/release-automate`: a release of the parts that are named, from the version files to the notes. */
export const releaseAutomateCommand: Command = {
  name: '/release-automate',
  description: 'Plan a release that is made of the named parts only',
  usageHint: '<1.5.0> [--steps "bump,changelog,build,test,deploy,tag,notify"] [--approval-required true]',
  forms: [main],
};
