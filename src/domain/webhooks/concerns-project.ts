import type { Project } from '../project/project.ts';
import { isAboutBranch, isAboutDeployer } from './is-about.ts';
import type { WebhookHint } from './webhook-hint.ts';

/** Whether a release of this project could wait for what the hint is about, as the project is configured now. */
export function concernsProject(hint: WebhookHint, project: Project): boolean {
  if (isAboutBranch(hint, project.repository)) return true;
  return Object.entries(project.services).some(([service, { deployer }]) =>
    project.environments.some(({ name: environment }) => isAboutDeployer(hint, deployer, { service, environment })),
  );
}
