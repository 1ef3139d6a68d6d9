import type { ValuesOf } from './argument.ts';
import { environmentArgument, servicesArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { reasonArgument } from './arguments/text.ts';
import { targetVersion } from './arguments/version.ts';
import type { Ask } from './ask.ts';
import { type Command, defineForm } from './command.ts';
import { type CommandContext, impliedProject } from './command-context.ts';
import { projectMissing, type Read, read, refuse } from './command-refusal.ts';

const wished = [projectArgument, servicesArgument, targetVersion, environmentArgument, reasonArgument] as const;

const main = defineForm({
  word: null,
  summary:
    'Go back to the version before, or to any that has run; without a reason, in a form that shows what is taken away',
  who: 'Anyone. Holders of a rollback role need no approval; anybody else’s rollback waits for one.',
  positional: [projectArgument, servicesArgument, targetVersion, environmentArgument],
  flags: [reasonArgument],
  examples: [
    '/rollback',
    '/rollback api',
    '/rollback 1.4.1 --reason "orders are lost"',
    '/rollback --services api --to 1.4.1 --environment production --reason "orders are lost"',
  ],
  verb: 'rollback',
  toAsk: toRollback,
});

const help = defineForm({
  word: 'help',
  summary: 'How to write it',
  who: 'Anyone.',
  positional: [],
  flags: [],
  examples: ['/rollback help'],
  verb: null,
  toAsk: (_, context) => read({ kind: 'help', project: impliedProject(context)?.name ?? null }),
});

/** `/rollback`: a release in flight, or what runs, back to an earlier version. */
export const rollbackCommand: Command = {
  name: '/rollback',
  description: 'Take a release back, or go back to an earlier version',
  usageHint: '[project] [service] [version] --reason "why"',
  forms: [main, help],
};

function toRollback(values: ValuesOf<typeof wished>, { projects, canOpenForms }: CommandContext): Read<Ask> {
  const { project, environment, services, to: version, reason } = values;
  if (project === null) return projectMissing(projects);
  const choice = { project: project.name, environment, services, version };
  if (reason !== null) return read({ kind: 'rollback', request: { ...choice, reason } });
  if (canOpenForms) return read({ kind: 'rollback-form', ...choice });
  return refuse({ code: 'reason_missing', place: '--reason' });
}
