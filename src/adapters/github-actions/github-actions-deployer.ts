import type { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { createCiClient } from '../ci/ci-client.ts';
import { type CiDeployerOptions, createCiDeployer, requestOptions } from '../ci/ci-deployer.ts';
import type { CiVendor } from '../ci/ci-refusal.ts';
import { redactor, tokenOf } from '../ci/ci-token.ts';
import { checkWorkflow } from './check-workflow.ts';
import { deploymentRecords } from './deployment-records.ts';
import { cancelRun, findRun, startRun } from './start-run.ts';
import { workflowRun } from './workflow-run.ts';

/**
 * Deploys by a run of a GitHub Actions workflow (REST API 2022-11-28), one for each key. What runs is told by GitHub Deployments, which it
 * writes itself and which the configuration may switch off.
 */
export function createGithubActionsDeployer(config: GithubActionsConfig, options: CiDeployerOptions): Deployer {
  const vendor = vendorOf(config, options.environment);
  const client = createCiClient({
    vendor,
    base: config.apiUrl,
    headers: () => ({
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'user-agent': 'fairlead',
      authorization: `Bearer ${tokenOf(config.tokenEnv, options.environment)}`,
    }),
    ...requestOptions(options),
  });
  const { cancel, deployments, remove, repository, stages, workflow } = config;
  const records = deploymentRecords(client, config);
  return createCiDeployer(
    {
      identity: { kind: config.kind, api: config.apiUrl, repository, workflow },
      abilities: { observe: deployments, remove, stages, cancel },
      start: (deployment) => startRun({ client, config, records, vendor }, deployment),
      findRun: (deployment, since) => findRun(client, config, deployment.key, since),
      look: (run, deployment) => workflowRun({ client, config, records, vendor }, run, deployment),
      cancel: (run) => cancelRun({ client, config, records, vendor }, run),
      observe: records.observe,
      check: () => checkWorkflow(client, config),
      place: `the runs of ${workflow} in ${repository} on GitHub`,
    },
    options,
  );
}

function vendorOf(config: GithubActionsConfig, environment: CiDeployerOptions['environment']): CiVendor {
  return {
    name: 'GitHub',
    tokenEnv: config.tokenEnv,
    rights: `"Actions: write"${config.deployments ? ' and "Deployments: write"' : ''} for ${config.repository}`,
    place: `workflow ${config.workflow} or repository ${config.repository}`,
    redact: redactor(config.tokenEnv, environment),
  };
}
