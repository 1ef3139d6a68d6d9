import type { PlanFacts } from '../plan/plan-facts.ts';

type Asked = Pick<PlanFacts, 'projectName' | 'project' | 'version' | 'services' | 'strategy' | 'settings'>;

/** What to type to rehearse a release the way it was asked for: "/release rehearse shop 1.5.0 --services api". */
export function rehearseLine({ projectName, project, version, services, strategy, settings }: Asked): string {
  const isAll = Object.keys(project.services).every((name) => services.includes(name));
  return [
    `/release rehearse ${projectName} ${version}`,
    ...(isAll ? [] : [`--services ${services.join(',')}`]),
    ...(strategy === null ? [] : [`--strategy ${strategy}`]),
    ...(settings?.shares === undefined ? [] : [`--canary-percentage ${settings.shares.join(',')}`]),
    ...(settings?.batchSize === undefined ? [] : [`--batch-size ${settings.batchSize}`]),
  ].join(' ');
}
