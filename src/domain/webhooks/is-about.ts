import { repositoryPlace } from '../links/remote-address.ts';
import { fillPlaceholders } from '../placeholders.ts';
import type { DeployerConfig } from '../project/deployer-config.ts';
import type { Project } from '../project/project.ts';
import type { WebhookHint } from './webhook-hint.ts';

/** Whether what this deployer does there may have moved. The host is not compared: a hint from another server costs one look in vain. */
export function isAboutDeployer(
  hint: WebhookHint,
  deployer: DeployerConfig,
  place: { readonly service: string; readonly environment: string },
): boolean {
  switch (deployer.kind) {
    case 'github-actions':
      return hint.about === 'run' && hint.system === deployer.kind && isNamed(hint.repository, deployer.repository);
    case 'gitlab-ci':
      return hint.about === 'run' && hint.system === deployer.kind && isNamed(hint.repository, deployer.project);
    case 'argo-cd': {
      const { environment, service } = place;
      const name = fillPlaceholders(deployer.application, { environment, service });
      return hint.about === 'application' && name.kind === 'filled' && name.text === hint.application;
    }
    default:
      return false;
  }
}

/** Whether the branch that moved is the one releases of this project are made from. */
export function isAboutBranch(hint: WebhookHint, { branch, forge, url }: Project['repository']): boolean {
  if (hint.about !== 'branch' || hint.branch !== branch) return false;
  const named = [forge?.repository, repositoryPlace(url)?.path];
  return named.some((name) => name !== undefined && isNamed(hint.repository, name));
}

/** GitHub and GitLab tell no paths apart by case. A project of GitLab may be configured by its number. */
function isNamed(
  { path, number }: { readonly path: string; readonly number: number | null },
  configured: string,
): boolean {
  return configured.toLowerCase() === path.toLowerCase() || configured === String(number);
}
