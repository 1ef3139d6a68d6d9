import type { ArgoCdConfig } from '#domain/project/argo-cd-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { createCiClient } from '../ci/ci-client.ts';
import { type CiDeployerOptions, createCiDeployer, requestOptions } from '../ci/ci-deployer.ts';
import { redactor, tokenOf } from '../ci/ci-token.ts';
import { checkArgoCd } from './check-argo-cd.ts';
import { lookAtSync } from './look-at-sync.ts';
import { observeApplication } from './observe-application.ts';
import { type ArgoContext, cancelSync, findSync, startSync } from './start-sync.ts';

/**
 * Deploys by one sync of an Argo CD Application for each key (its REST API, /api/v1). A key is claimed before its sync is asked for and stands
 * on the Application and in the sync, by which it is found again.
 */
export function createArgoCdDeployer(config: ArgoCdConfig, options: CiDeployerOptions): Deployer {
  const request = requestOptions(options);
  const { application, kind, set, tokenEnv, url } = config;
  const client = createCiClient({
    vendor: {
      name: 'Argo CD',
      tokenEnv,
      rights: 'get, update and sync on the Application',
      place: `Application ${application}`,
      redact: redactor(tokenEnv, options.environment),
    },
    base: url,
    headers: () => ({ authorization: `Bearer ${tokenOf(tokenEnv, options.environment)}` }),
    ...request,
  });
  const context: ArgoContext = { client, config, now: request.now };
  return createCiDeployer(
    {
      identity: { kind, url, application },
      abilities: { observe: true, remove: set.by === 'helm' && set.remove !== undefined, stages: [] },
      start: (deployment) => startSync(context, deployment),
      findRun: (deployment) => findSync(context, deployment),
      look: (run, deployment) => lookAtSync(context, run, deployment),
      cancel: (run, deployment) => cancelSync(context, run, deployment),
      observe: (place) => observeApplication(context, place),
      check: () => checkArgoCd(context),
      place: 'the history of the Application in Argo CD',
    },
    options,
  );
}
