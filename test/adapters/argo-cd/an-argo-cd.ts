import { createArgoCdDeployer } from '#adapters/argo-cd/argo-cd-deployer.ts';
import type { CiDeployerOptions } from '#adapters/ci/ci-deployer.ts';
import { ArgoCdConfig } from '#domain/project/argo-cd-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import { ArgoCdServer } from '#test/support/argo-cd/argo-cd-server.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

/** An Argo CD without Applications, and clients of it, which share one scratch. */
export type AnArgoCd = {
  readonly server: ArgoCdServer;
  /** A client with a good token, and a bad one in OTHER_TOKEN; `changed` and `options` stand before what is usual. */
  client(changed?: object, options?: Partial<CiDeployerOptions>): Deployer;
};

/** An Argo CD without Applications. Ends with the test. */
export async function anArgoCd(): Promise<AnArgoCd> {
  const server = await new ArgoCdServer().start();
  const scratch = createMemoryScratch({ now: Date.now });
  const environment = { ARGOCD_AUTH_TOKEN: 'good', OTHER_TOKEN: 'a-secret' };
  const client = (changed: object = {}, options: Partial<CiDeployerOptions> = {}): Deployer =>
    createArgoCdDeployer(ArgoCdConfig.parse({ kind: 'argo-cd', url: server.url, ...changed }), {
      environment,
      scratch,
      ...options,
    });
  return { server, client };
}
