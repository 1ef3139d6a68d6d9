import type { JenkinsConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer, Observation } from '#ports/deployer.ts';
import { DeployedState, observationOf } from '../ci/deployed-state.ts';
import { type JobContext, type ListedBuild, listBuilds } from './start-build.ts';

/** Whether the parameters tell what was deployed where: a parameter each that is nothing but {service}, {environment} and {version}. */
export function canObserve(config: JenkinsConfig): boolean {
  const told = Object.values(config.parameters);
  const needed = [
    '{service}',
    '{environment}',
    '{version}',
    ...(config.stages.length === 0 ? [] : ['{stage}', '{previous}']),
  ];
  return needed.every((template) => told.includes(template));
}

/** What the latest successful build of the service in the environment left running, by its parameters. */
export async function observeBuilds(
  context: JobContext,
  place: Parameters<Deployer['observe']>[0],
): Promise<Observation> {
  if (!canObserve(context.config))
    return { kind: 'cannot_tell', why: 'The parameters of the Jenkins job do not hold what is deployed where.' };
  const told = (build: ListedBuild, placeholder: string): string => toldBy(context.config, build, placeholder);
  const latest = (await listBuilds(context)).find(
    (build) =>
      build.result === 'SUCCESS' &&
      told(build, 'service') === place.service &&
      told(build, 'environment') === place.environment,
  );
  if (latest === undefined) return { kind: 'cannot_tell', why: 'Jenkins has no successful build of it.' };
  const state = stateOf((placeholder) => told(latest, placeholder));
  if (state !== null) return observationOf(state);
  return { kind: 'cannot_tell', why: 'The latest build on Jenkins does not tell what it deployed.' };
}

/** The value of the parameter that is nothing but this placeholder; empty where there is none. */
function toldBy({ parameters }: JenkinsConfig, build: ListedBuild, placeholder: string): string {
  const name = Object.entries(parameters).find(([, template]) => template === `{${placeholder}}`)?.[0];
  return name === undefined ? '' : (build.parameters[name] ?? '');
}

function stateOf(told: (placeholder: string) => string): DeployedState | null {
  const kind = told('stage');
  const stage = kind === '' || kind === 'whole' ? undefined : { kind, ...percentOf(told('percent')) };
  const parsed = DeployedState.safeParse({
    key: told('key'),
    service: told('service'),
    version: told('action') === 'remove' || told('version') === '' ? null : told('version'),
    previous: told('previous') === '' ? null : told('previous'),
    ...(stage === undefined ? {} : { stage }),
  });
  return parsed.success ? parsed.data : null;
}

function percentOf(text: string): { readonly percent?: number } {
  return text === '' ? {} : { percent: Number(text) };
}
