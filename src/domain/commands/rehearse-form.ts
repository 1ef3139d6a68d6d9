import { batchSizeArgument, sharesArgument } from './arguments/amounts.ts';
import { environmentArgument, servicesArgument, strategyArgument } from './arguments/names.ts';
import { projectArgument } from './arguments/project.ts';
import { releasedVersion, releaseWords } from './arguments/version.ts';
import { defineForm } from './command.ts';
import { projectMissing, read, refuse } from './command-refusal.ts';
import { settingsOf, strategyGiven } from './settings-of.ts';

const placeArgument = {
  ...environmentArgument,
  shown: 'staging',
  meaning: 'The environment to go to and back from; the one before the last when left out.',
};

/** `/release rehearse 1.5.0`: the way of a release into one environment and back out of it, measured. */
export const rehearseForm = defineForm({
  word: 'rehearse',
  summary: 'Deploy a version, verify it, roll it back and verify that, in staging, and measure the way back',
  who: 'Anyone. The environment asks the approvals it always asks.',
  positional: [projectArgument, servicesArgument, releasedVersion, placeArgument],
  flags: [
    strategyArgument,
    sharesArgument(
      'canary-percentage',
      'Share of the traffic in percent, or several, for a canary; as configured when left out.',
    ),
    batchSizeArgument,
  ],
  examples: ['/release rehearse 1.5.0', '/release rehearse shop 1.5.0 --environment staging --services "api,worker"'],
  verb: 'release',
  toAsk: (values, { projects }) => {
    const { project, version, services, environment } = values;
    const { 'batch-size': batchSize, 'canary-percentage': shares } = values;
    if (project === null) return projectMissing(projects);
    if (version === null) return refuse({ code: 'version_missing', place: '--version', known: releaseWords });
    const strategy = strategyGiven(values.strategy, batchSize);
    if (strategy.kind === 'refused') return strategy;
    const request = {
      project: project.name,
      intent: 'rehearsal' as const,
      version,
      services,
      environments: environment === null ? null : [environment],
      strategy: strategy.value,
      breakingChangeReason: null,
    };
    return read({ kind: 'propose', request: { ...request, ...settingsOf({ shares, batchSize }) } });
  },
});
