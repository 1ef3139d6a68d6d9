import { switchArgument } from './arguments/choice.ts';
import { environmentArgument, servicesArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { rollbackTarget, taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read } from './command-refusal.ts';

const main = defineForm({
  word: null,
  summary: 'Write the plan of a rollback as a document, without starting it',
  who: 'Anyone. Nothing is changed and nothing is started.',
  positional: [projectArgument, servicesArgument, taggedVersion, environmentArgument],
  flags: [
    rollbackTarget,
    switchArgument(
      'migration-rollback-required',
      'Whether the database migrations in between have to be run back; the plan says which would not be.',
    ),
    switchArgument(
      'downtime-acceptable',
      'Whether a service may be away while it restarts; with false the plan says which would be.',
    ),
  ],
  examples: [
    '/rollback-plan',
    '/rollback-plan 1.5.0 --environment production',
    '/rollback-plan --version 1.5.0 --rollback-to 1.4.2 --services "api,frontend" --migration-rollback-required true --downtime-acceptable false',
  ],
  verb: 'rollback',
  modal: { title: 'Rollback plan', submit: 'Write the plan', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, version, services, environment } = values;
    if (project === null) return projectMissing(projects);
    const request = {
      project: project.name,
      version,
      rollbackTo: values['rollback-to'],
      services,
      environment,
      migrationRollbackRequired: values['migration-rollback-required'],
      downtimeAcceptable: values['downtime-acceptable'],
    };
    return read({ kind: 'rollback-plan', request });
  },
});

/** `/rollback-plan`: the way back from a version, to read before anybody needs it. */
export const rollbackPlanCommand: Command = {
  name: '/rollback-plan',
  description: 'Write the plan of a rollback without starting it',
  usageHint: '[1.5.0] [--rollback-to 1.4.2] [--services "api,worker"] [--downtime-acceptable false]',
  forms: [main],
};
