import type { GitlabCiConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { createCiClient } from '../ci/ci-client.ts';
import { type CiDeployerOptions, createCiDeployer, requestOptions } from '../ci/ci-deployer.ts';
import type { CiVendor } from '../ci/ci-refusal.ts';
import { redactor, tokenOf } from '../ci/ci-token.ts';
import { checkProject } from './check-project.ts';
import { environmentDeployments } from './environment-deployments.ts';
import { observePipeline } from './observe-pipeline.ts';
import { lookAtPipeline } from './pipeline-run.ts';
import { cancelPipeline, findPipeline, type PipelineContext, startPipeline } from './start-pipeline.ts';

/**
 * Deploys by a pipeline of GitLab CI (REST API v4), one for each key. What runs is told by the deployments of a GitLab environment, where
 * the configuration names one; it may say that they are written here.
 */
export function createGitlabCiDeployer(config: GitlabCiConfig, options: CiDeployerOptions): Deployer {
  const vendor = vendorOf(config, options.environment);
  const client = createCiClient({
    vendor,
    base: `${config.url.replace(/\/+$/, '')}/api/v4`,
    headers: () => ({ 'private-token': tokenOf(config.tokenEnv, options.environment) }),
    ...requestOptions(options),
  });
  const path = `/projects/${encodeURIComponent(config.project)}`;
  const records = environmentDeployments({ client, config, path }, options.scratch);
  const context: PipelineContext = { client, config, vendor, path, records };
  const { cancel, environment, kind, project, remove, stages, url } = config;
  return createCiDeployer(
    {
      identity: { kind, url, project },
      abilities: { observe: environment !== undefined, remove, stages, cancel },
      start: (deployment) => startPipeline(context, deployment),
      findRun: (deployment, since) => findPipeline(context, deployment.key, since),
      look: (run, deployment) => lookAtPipeline(context, run, deployment),
      cancel: (run) => cancelPipeline(context, run),
      observe: (place) => observePipeline(context, place),
      check: () => checkProject(context),
      place: `the pipelines of ${project} on GitLab`,
    },
    options,
  );
}

function vendorOf(
  { deployments, project, tokenEnv }: GitlabCiConfig,
  environment: CiDeployerOptions['environment'],
): CiVendor {
  return {
    name: 'GitLab',
    tokenEnv,
    rights: `the scope "api" and a role in ${project} that may run pipelines${deployments ? ', write deployments' : ''} and set their variables`,
    place: `project ${project}`,
    redact: redactor(tokenEnv, environment),
  };
}
