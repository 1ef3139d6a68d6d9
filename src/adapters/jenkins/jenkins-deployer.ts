import type { JenkinsConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { createCiClient } from '../ci/ci-client.ts';
import { type CiDeployerOptions, createCiDeployer, requestOptions } from '../ci/ci-deployer.ts';
import type { CiVendor } from '../ci/ci-refusal.ts';
import { redactor, tokenOf } from '../ci/ci-token.ts';
import { cancelBuild } from './cancel-build.ts';
import { checkJob } from './check-job.ts';
import { lookAtBuild } from './jenkins-build.ts';
import { canObserve, observeBuilds } from './observe-builds.ts';
import { findBuild, type JobContext, startBuild } from './start-build.ts';

/**
 * Deploys by a build of a parameterized Jenkins job (Remote Access API), one for each key. What runs is told by the parameters of the latest
 * successful build.
 */
export function createJenkinsDeployer(config: JenkinsConfig, options: CiDeployerOptions): Deployer {
  const { cancel, job, kind, remove, stages, tokenEnv, url, user } = config;
  const vendor: CiVendor = {
    name: 'Jenkins',
    tokenEnv,
    rights: `the permissions Job/Read, Job/Build and Job/Cancel on ${job}`,
    place: `job ${job}`,
    redact: redactor(tokenEnv, options.environment),
  };
  const client = createCiClient({
    vendor,
    base: url,
    headers: () => {
      const credentials = Buffer.from(`${user}:${tokenOf(tokenEnv, options.environment)}`).toString('base64');
      return { authorization: `Basic ${credentials}` };
    },
    ...requestOptions(options),
  });
  const path = job
    .split('/')
    .map((name) => `/job/${encodeURIComponent(name)}`)
    .join('');
  const context: JobContext = { client, config, vendor, path };
  return createCiDeployer(
    {
      identity: { kind, url, job },
      abilities: { observe: canObserve(config), remove, stages, cancel },
      start: (deployment) => startBuild(context, deployment),
      findRun: (deployment) => findBuild(context, deployment.key),
      look: (run, deployment) => lookAtBuild(context, run, deployment),
      cancel: (run, deployment) => cancelBuild(context, run, deployment),
      observe: (where) => observeBuilds(context, where),
      check: () => checkJob(context),
      place: `the builds of ${job} on Jenkins`,
    },
    options,
  );
}
