import type { ArgumentValues } from './argument-values.ts';
import { Ask } from './ask.ts';
import type { Command, Form } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { type Read, read, refuse } from './command-refusal.ts';

const main: Form = {
  word: null,
  summary:
    'Go back to the version before, or to any that has run; without a reason, in a form that shows what is taken away',
  who: 'Anyone. Holders of a rollback role need no approval; anybody else’s rollback waits for one.',
  positional: ['project', 'services', 'to', 'environment'],
  flags: ['reason'],
  required: [],
  versionWords: [],
  examples: [
    '/rollback',
    '/rollback api',
    '/rollback 1.4.1 --reason "orders are lost"',
    '/rollback --services api --to 1.4.1 --environment production --reason "orders are lost"',
  ],
  schema: Ask,
  verb: 'rollback',
  toAsk: toRollback,
};

const help: Form = {
  word: 'help',
  summary: 'How to write it',
  who: 'Anyone.',
  positional: [],
  flags: [],
  required: [],
  versionWords: [],
  examples: ['/rollback help'],
  schema: Ask,
  verb: null,
  toAsk: (values) => read({ kind: 'help', project: values.project?.name ?? null }),
};

/** `/rollback`: a release in flight, or what runs, back to an earlier version. */
export const rollbackCommand: Command = {
  name: '/rollback',
  description: 'Take a release back, or go back to an earlier version',
  usageHint: '[project] [service] [version] --reason "why"',
  forms: [main, help],
};

function toRollback(values: ArgumentValues, { projects, canOpenForms }: CommandContext): Read<Ask> {
  const { project, environment, services, to: version, reason } = values;
  if (project === null)
    return refuse({ code: 'project_missing', place: '--project', known: projects.map(({ name }) => name) });
  const choice = { project: project.name, environment, services, version };
  if (reason !== null) return read({ kind: 'rollback', request: { ...choice, reason } });
  if (canOpenForms) return read({ kind: 'rollback-form', ...choice });
  return refuse({ code: 'reason_missing', place: '--reason' });
}
