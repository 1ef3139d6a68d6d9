import { durationArgument, metricsArgument, sharesArgument } from './arguments/amounts.ts';
import { switchArgument } from './arguments/choice.ts';
import { environmentsArgument, servicesArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { overrideBreakerArgument } from './arguments/text.ts';
import { taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';
import { breakerReasonOf, settingsOf } from './settings-of.ts';

const main = defineForm({
  word: null,
  summary: 'Plan a release that gets a growing share of the traffic',
  who: 'Anyone. What happens to the plan is decided by its gates.',
  positional: [projectArgument, servicesArgument, taggedVersion],
  flags: [
    sharesArgument('canary-percentage', 'Share of the traffic in percent, or several; as configured when left out.'),
    durationArgument('duration', {
      shown: '2h',
      meaning: 'How long it is looked at in all, in equal parts for each share; as configured when left out.',
    }),
    metricsArgument,
    switchArgument('auto-promote', 'Go on by itself, or wait for a button; as configured when left out.'),
    environmentsArgument,
    overrideBreakerArgument,
  ],
  required: ['version'],
  examples: [
    '/canary-release 1.5.0',
    '/canary-release --version 1.5.0 --canary-percentage 20 --duration 2h --metrics "success-rate,latency-p95" --auto-promote true',
  ],
  verb: 'release',
  modal: { title: 'Canary release', submit: 'Make the plan', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, version, services, environments, duration, metrics } = values;
    if (project === null) return projectMissing(projects);
    if (version === null) return refuse({ code: 'version_missing', place: '--version' });
    const shares = values['canary-percentage'];
    const stops = (shares ?? [0]).filter((share) => share < 100).length;
    if (duration !== null && shares === null) return refuse({ code: 'argument_missing', place: '--canary-percentage' });
    const promotion = values['auto-promote'];
    const settings = settingsOf({
      shares,
      bake: duration === null ? null : Math.floor(duration / Math.max(1, stops)),
      metrics,
      promotion: promotion === null ? null : promotion ? 'automatic' : 'button',
    });
    const breaker = breakerReasonOf(values['override-breaker']);
    const request = { project: project.name, version: { exact: version }, services, environments, strategy: 'canary' };
    return read({ kind: 'propose', request: { ...request, breakingChangeReason: null, ...breaker, ...settings } });
  },
});

/** `/canary-release`: a release by the strategy canary, with shares, time, metrics and promotion of its own. */
export const canaryReleaseCommand: Command = {
  name: '/canary-release',
  description: 'Plan a release that gets a growing share of the traffic',
  usageHint: '<1.5.0> [--canary-percentage 20] [--duration 2h] [--auto-promote true]',
  forms: [main],
};
