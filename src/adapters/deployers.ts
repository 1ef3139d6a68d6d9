import { digestOf } from '#domain/digest.ts';
import type { DeployerConfig } from '#domain/project/deployer-config.ts';
import type { AskCommand, CommandRunner } from '#ports/command-runner.ts';
import type { Deployer, Deployers } from '#ports/deployer.ts';
import type { Scratch } from '#ports/log-store.ts';
import { createArgoCdDeployer } from './argo-cd/argo-cd-deployer.ts';
import { createCommandDeployer } from './command-deployer/command-deployer.ts';
import { createEcsDeployer } from './ecs/ecs-deployer.ts';
import { createGithubActionsDeployer } from './github-actions/github-actions-deployer.ts';
import { createGitlabCiDeployer } from './gitlab-ci/gitlab-ci-deployer.ts';
import { createHaproxyDeployer } from './haproxy/haproxy-deployer.ts';
import type { Fetch } from './http/bounded-fetch.ts';
import { createHttpDeployer } from './http-deployer/http-deployer.ts';
import { createJenkinsDeployer } from './jenkins/jenkins-deployer.ts';
import { createKubernetesDeployer } from './kubernetes/kubernetes-deployer.ts';
import { createSpinnakerDeployer } from './spinnaker/spinnaker-deployer.ts';

export type DeployersOptions = {
  readonly runner: CommandRunner;
  readonly ask: AskCommand;
  /** Folder that deploy, status and remove commands run in. */
  readonly folder: string;
  /** Where tokens are read from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where is kept which keys were sent to a CI system. */
  readonly scratch: Scratch;
  readonly fetch?: Fetch;
};

/** Makes deployers by their configuration. Equal configurations share one. */
export function createDeployers(options: DeployersOptions): Deployers {
  const made = new Map<string, Deployer>();
  return {
    of(config) {
      const digest = digestOf(config);
      const deployer = made.get(digest) ?? createDeployer(config, options);
      made.set(digest, deployer);
      return deployer;
    },
  };
}

function createDeployer(config: DeployerConfig, options: DeployersOptions): Deployer {
  switch (config.kind) {
    case 'command':
      return createCommandDeployer(config, options);
    case 'http':
      return createHttpDeployer(config, options);
    case 'github-actions':
      return createGithubActionsDeployer(config, options);
    case 'gitlab-ci':
      return createGitlabCiDeployer(config, options);
    case 'jenkins':
      return createJenkinsDeployer(config, options);
    case 'spinnaker':
      return createSpinnakerDeployer(config, options);
    case 'kubernetes':
      return createKubernetesDeployer(config, options);
    case 'argo-cd':
      return createArgoCdDeployer(config, options);
    case 'ecs':
      return createEcsDeployer(config, options);
    case 'haproxy':
      return createHaproxyDeployer(config, { ...options, sideDeployer: (side) => createDeployer(side, options) });
  }
}
