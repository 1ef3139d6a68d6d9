import type { ArgumentValues } from './argument-values.ts';
import { Ask } from './ask.ts';
import type { Command, Form } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { type Read, read, refuse } from './command-refusal.ts';
import { moveForms } from './move-forms.ts';

const main: Form = {
  word: null,
  summary: 'Plan a release; without a version, in a form that suggests one',
  who: 'Anyone. What happens to the plan is decided by its gates.',
  positional: ['project', 'version'],
  flags: ['services', 'environments', 'strategy', 'override-breaking'],
  required: [],
  versionWords: ['minor', 'patch', 'major', 'suggested'],
  examples: [
    '/release',
    '/release 1.5.0',
    '/release shop minor',
    '/release 1.5.0 --services "api,worker" --environments staging --strategy immediate',
    '/release 1.5.0 --override-breaking "the old field is unused"',
  ],
  schema: Ask,
  verb: 'release',
  toAsk: toRelease,
};

const status: Form = {
  word: 'status',
  summary: 'What is in flight, what was, and what runs where',
  who: 'Anyone.',
  positional: ['project'],
  flags: [],
  required: [],
  versionWords: [],
  examples: ['/release status', '/release status shop'],
  schema: Ask,
  verb: 'status',
  toAsk: (values) => read({ kind: 'status', project: values.project?.name ?? null }),
};

const why: Form = {
  word: 'why',
  summary: 'What exactly a release waits for, who can meet it, and since when',
  who: 'Anyone.',
  positional: ['project', 'version', 'release'],
  flags: [],
  required: [],
  versionWords: [],
  examples: ['/release why', '/release why 1.5.0'],
  schema: Ask,
  verb: 'why',
  toAsk: toWhy,
};

const help: Form = {
  word: 'help',
  summary: 'Every command, and what you can do now',
  who: 'Anyone.',
  positional: ['project'],
  flags: [],
  required: [],
  versionWords: [],
  examples: ['/release help'],
  schema: Ask,
  verb: null,
  toAsk: (values) => read({ kind: 'help', project: values.project?.name ?? null }),
};

/** `/release`: plan one, ask after it, and everything the buttons of its card do. */
export const releaseCommand: Command = {
  name: '/release',
  description: 'Plan a release, or see how one is doing',
  usageHint: '[project] <1.5.0 | minor> | status | why | help',
  forms: [main, status, why, ...moveForms, help],
};

function toRelease(values: ArgumentValues, { projects, canOpenForms }: CommandContext): Read<Ask> {
  const { project, version, services, environments, strategy } = values;
  if (project === null)
    return refuse({ code: 'project_missing', place: '--project', known: projects.map(({ name }) => name) });
  if (version === null) {
    const isBare = [services, environments, strategy, values.overrideBreaking].every((value) => value === null);
    if (canOpenForms && isBare) return read({ kind: 'release-form', project: project.name });
    return refuse({ code: 'version_missing', place: '--version', known: main.versionWords });
  }
  const request = { project: project.name, version, services, environments, strategy };
  return read({ kind: 'propose', request: { ...request, breakingChangeReason: values.overrideBreaking } });
}

function toWhy({ release, version, project }: ArgumentValues): Read<Ask> {
  const exact = version !== null && 'exact' in version ? version.exact : null;
  return read({ kind: 'why', project: project?.name ?? null, release, version: exact });
}
