import { createArgoCdDeployer } from '#adapters/argo-cd/argo-cd-deployer.ts';
import { ArgoCdConfig } from '#domain/project/argo-cd-config.ts';
import { describeDigests } from '#test/contract/deployer-digests.contract.ts';
import { ArgoCdServer } from '#test/support/argo-cd/argo-cd-server.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

const api = 'registry.example/shop/api';

describeDigests('the Argo CD deployer', async () => {
  const server = await new ArgoCdServer().start();
  server.imagesOf = () => [`${api}:1.5.0`];
  const config = ArgoCdConfig.parse({ kind: 'argo-cd', url: server.url, image: `${api}:{version}` });
  const scratch = createMemoryScratch({ now: Date.now });
  return {
    client: () => createArgoCdDeployer(config, { environment: { ARGOCD_AUTH_TOKEN: 'good' }, scratch }),
    runs: async (environment, digests) => {
      server.put(`api-${environment}`, { targetRevision: 'v1.5.0' });
      const pods = digests.map((digest, at) => [
        `api-${at}`,
        { api: { image: `${api}:1.5.0`, imageID: `${api}@${digest}` } },
      ]);
      server.pods.set(`api-${environment}`, Object.fromEntries(pods));
    },
    close: async () => undefined,
  };
});
