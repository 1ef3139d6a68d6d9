import { describeDigests } from '#test/contract/deployer-digests.contract.ts';
import { anArgoCd } from './an-argo-cd.ts';

const api = 'registry.example/shop/api';

describeDigests('the Argo CD deployer', async () => {
  const { client, server } = await anArgoCd();
  server.imagesOf = () => [`${api}:1.5.0`];
  return {
    client: () => client({ image: `${api}:{version}` }),
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
