import type { ValuesOf } from './argument.ts';
import { releaseArgument } from './arguments/ids.ts';
import { environmentsArgument, servicesArgument, strategyArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { overrideBreakerArgument, textArgument } from './arguments/text.ts';
import { exactVersion, releasedVersion, releaseWords } from './arguments/version.ts';
import type { Ask } from './ask.ts';
import { type Command, defineForm } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { projectMissing, type Read, read, refuse } from './command-refusal.ts';
import { moveForms } from './move-forms.ts';
import { rehearseForm } from './rehearse-form.ts';
import { breakerReasonOf } from './settings-of.ts';

const overrideBreaking = textArgument('override-breaking', {
  shown: '"why"',
  meaning: 'Reason for releasing a breaking change as less than a major version; only for roles that may.',
});

const wished = [
  projectArgument,
  releasedVersion,
  servicesArgument,
  environmentsArgument,
  strategyArgument,
  overrideBreaking,
  overrideBreakerArgument,
] as const;

const main = defineForm({
  word: null,
  summary: 'Plan a release; without a version, in a form that suggests one',
  who: 'Anyone. What happens to the plan is decided by its gates.',
  positional: [projectArgument, servicesArgument, releasedVersion],
  flags: [environmentsArgument, strategyArgument, overrideBreaking, overrideBreakerArgument],
  examples: [
    '/release',
    '/release 1.5.0',
    '/release shop minor',
    '/release hotfix',
    '/release api 1.5.0',
    '/release 1.5.0 --services "api,worker" --environments staging --strategy immediate',
    '/release 1.5.0 --override-breaking "the old field is unused"',
  ],
  verb: 'release',
  toAsk: toRelease,
});

const status = defineForm({
  word: 'status',
  summary: 'What is in flight, what was, and what runs where',
  who: 'Anyone.',
  positional: [projectArgument],
  flags: [],
  examples: ['/release status', '/release status shop'],
  verb: 'status',
  toAsk: ({ project }) => read({ kind: 'status', project: project?.name ?? null }),
});

const why = defineForm({
  word: 'why',
  summary: 'What exactly a release waits for, who can meet it, and since when',
  who: 'Anyone.',
  positional: [projectArgument, exactVersion, releaseArgument],
  flags: [],
  examples: ['/release why', '/release why 1.5.0'],
  verb: 'why',
  toAsk: ({ project, version, release }) => read({ kind: 'why', project: project?.name ?? null, release, version }),
});

const tally = defineForm({
  word: 'tally',
  summary: 'What the rules that only tell would have done in 30 days, and whether people agreed',
  who: 'Anyone.',
  positional: [projectArgument],
  flags: [],
  examples: ['/release tally', '/release tally shop'],
  verb: 'status',
  toAsk: ({ project }) => read({ kind: 'tally', project: project?.name ?? null }),
});

const help = defineForm({
  word: 'help',
  summary: 'Every command, and what you can do now',
  who: 'Anyone.',
  positional: [projectArgument],
  flags: [],
  examples: ['/release help'],
  verb: null,
  toAsk: ({ project }) => read({ kind: 'help', project: project?.name ?? null }),
});

/** `/release`: plan one, ask after it, and everything the buttons of its card do. */
export const releaseCommand: Command = {
  name: '/release',
  description: 'Plan a release, or see how one is doing',
  usageHint: '[project] [service] <1.5.0 | minor> | rehearse 1.5.0 | status | why | help',
  forms: [main, rehearseForm, status, why, tally, ...moveForms, help],
};

function toRelease(values: ValuesOf<typeof wished>, { projects, canOpenForms }: CommandContext): Read<Ask> {
  const { project, version, services, environments, strategy, 'override-breaking': breakingChangeReason } = values;
  const breaker = values['override-breaker'];
  if (project === null) return projectMissing(projects);
  if (version === null) {
    const isBare = [environments, strategy, breakingChangeReason, breaker].every((value) => value === null);
    if (canOpenForms && isBare) return read({ kind: 'release-form', project: project.name, services });
    return refuse({ code: 'version_missing', place: '--version', known: releaseWords });
  }
  const request = { project: project.name, version, services, environments, strategy };
  return read({ kind: 'propose', request: { ...request, breakingChangeReason, ...breakerReasonOf(breaker) } });
}
