import type { Version } from '../version/version.ts';
import { type Argument, defineArgument } from './argument.ts';
import { batchSizeArgument, durationArgument } from './arguments/amounts.ts';
import { switchArgument } from './arguments/choice.ts';
import { environmentsArgument, servicesArgument, strategyArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { overrideBreakerArgument } from './arguments/text.ts';
import { taggedVersion } from './arguments/version.ts';
import { type Command, defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';
import { breakerReasonOf, settingsOf, strategyGiven } from './settings-of.ts';

/** The version, by the name that coordinators give it. */
const releaseVersion: Argument<'release', Version> = defineArgument({ ...taggedVersion, name: 'release' });

const main = defineForm({
  word: null,
  summary: 'Plan how several services are brought to a version, one after the other',
  who: 'Anyone. What happens to the plan is decided by its gates.',
  positional: [projectArgument, releaseVersion, servicesArgument],
  flags: [
    strategyArgument,
    batchSizeArgument,
    durationArgument('delay', {
      shown: '5m',
      meaning: 'Pause between one service and the next; as configured when left out.',
    }),
    switchArgument('health-check-required', 'Refuse a service that has no health check.'),
    environmentsArgument,
    overrideBreakerArgument,
  ],
  required: ['release'],
  examples: [
    '/deployment-coordination v1.5.0 --delay 5m',
    '/deployment-coordination v1.5.0 --services api --batch-size 2',
    '/deployment-coordination --release v1.5.0 --services "api,frontend,worker" --strategy sequential --delay 5m --health-check-required true',
  ],
  verb: 'release',
  modal: { title: 'Coordinate deployments', submit: 'Make the plan', opensBare: true },
  toAsk: (values, { projects }) => {
    const { project, release, services, environments, delay } = values;
    const batchSize = values['batch-size'];
    if (project === null) return projectMissing(projects);
    if (release === null) return refuse({ code: 'version_missing', place: '--release' });
    const strategy = strategyGiven(values.strategy, batchSize);
    if (strategy.kind === 'refused') return strategy;
    const isRequired = values['health-check-required'] === true;
    const settings = settingsOf({ waitBetween: delay, batchSize, healthCheckRequired: isRequired ? true : null });
    const breaker = breakerReasonOf(values['override-breaker']);
    const where = { project: project.name, version: { exact: release }, services, environments };
    const request = { ...where, strategy: strategy.value };
    return read({ kind: 'propose', request: { ...request, breakingChangeReason: null, ...breaker, ...settings } });
  },
});

/** `/deployment-coordination`: a release with an order, a pause and a condition of its own. */
export const deploymentCoordinationCommand: Command = {
  name: '/deployment-coordination',
  description: 'Plan how several services are deployed together',
  usageHint: '<v1.5.0> [--services "api,worker"] [--strategy sequential] [--delay 5m]',
  forms: [main],
};
