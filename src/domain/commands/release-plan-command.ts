import { dateArgument } from './arguments/amounts.ts';
import { choiceArgument, switchArgument } from './arguments/choice.ts';
import { environmentsArgument, servicesArgument, strategyArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';

const main = defineForm({
  word: null,
  summary: 'Write the plan of a release as a document, without proposing it',
  who: 'Anyone. Nothing is changed and nothing is started.',
  positional: [projectArgument, taggedVersion, servicesArgument],
  flags: [
    dateArgument('date', 'The day it is meant for. It is written into the plan; nothing starts by itself on it.'),
    environmentsArgument,
    strategyArgument,
    switchArgument('migration-required', 'Whether it is to hold a database migration; the plan says whether it does.'),
    choiceArgument('rollback-strategy', {
      words: ['automated', 'manual'],
      meaning: 'Whether a failure takes it back by itself; as configured when left out.',
    }),
  ],
  required: ['version'],
  examples: [
    '/release-plan 1.5.0',
    '/release-plan --version 1.5.0 --date 2026-12-01 --services "api,frontend" --migration-required true --rollback-strategy automated',
  ],
  verb: 'release',
  modal: { title: 'Release plan', submit: 'Write the plan', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, version, date, services, environments, strategy } = values;
    if (project === null) return projectMissing(projects);
    if (version === null) return refuse({ code: 'version_missing', place: '--version' });
    const more = { migrationRequired: values['migration-required'], rollback: values['rollback-strategy'] };
    const request = { project: project.name, version, date, services, environments, strategy, ...more };
    return read({ kind: 'release-plan', request });
  },
});

/** `/release-plan`: the plan of a release to read and to pass on. */
export const releasePlanCommand: Command = {
  name: '/release-plan',
  description: 'Write the plan of a release without proposing it',
  usageHint: '<1.5.0> [--date 2026-12-01] [--services "api,worker"]',
  forms: [main],
};
