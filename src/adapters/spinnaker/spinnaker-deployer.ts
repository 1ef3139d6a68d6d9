import type { SpinnakerConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { createCiClient } from '../ci/ci-client.ts';
import { type CiDeployerOptions, createCiDeployer, requestOptions } from '../ci/ci-deployer.ts';
import type { CiVendor } from '../ci/ci-refusal.ts';
import { redactor, tokenOf } from '../ci/ci-token.ts';
import { checkPipeline } from './check-pipeline.ts';
import { lookAtExecution } from './look-at-execution.ts';
import { observeExecutions } from './observe-executions.ts';
import { cancelExecution, findExecution, type SpinnakerContext, startExecution } from './start-execution.ts';

/**
 * Deploys by an execution of a Spinnaker pipeline (Gate's API), one for each key. What runs is told by the latest execution that succeeded.
 */
export function createSpinnakerDeployer(config: SpinnakerConfig, options: CiDeployerOptions): Deployer {
  const { application, cancel, kind, pipeline, remove, stages, tokenEnv, url, user } = config;
  const vendor: CiVendor = {
    name: 'Spinnaker',
    tokenEnv,
    rights: `the permissions READ and EXECUTE on the application ${application}`,
    place: `application ${application} or pipeline "${pipeline}"`,
    redact: redactor(tokenEnv, options.environment),
  };
  const client = createCiClient({
    vendor,
    base: url,
    headers: () => {
      const token = tokenOf(tokenEnv, options.environment);
      if (user === undefined) return { authorization: `Bearer ${token}` };
      return { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` };
    },
    // Gate answers 422 to whatever went wrong behind it, a broken connection to Orca included.
    mayHaveHappened: ({ status, text }) => status === 422 && !/Required parameter .* is missing/.test(text),
    ...requestOptions(options),
  });
  const context: SpinnakerContext = { client, config, vendor };
  return createCiDeployer(
    {
      identity: { kind, url, application, pipeline },
      abilities: { observe: true, remove, stages, cancel },
      start: (deployment) => startExecution(context, deployment),
      findRun: (deployment, since) => findExecution(context, deployment.key, since),
      look: (run) => lookAtExecution(context, run),
      cancel: (run) => cancelExecution(context, run),
      observe: (place) => observeExecutions(context, place),
      check: () => checkPipeline(context),
      place: `the executions of "${pipeline}" in ${application} on Spinnaker`,
    },
    options,
  );
}
