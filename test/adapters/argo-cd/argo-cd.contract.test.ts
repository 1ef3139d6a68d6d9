import { createArgoCdDeployer } from '#adapters/argo-cd/argo-cd-deployer.ts';
import { ArgoCdConfig } from '#domain/project/argo-cd-config.ts';
import { type ContractTarget, describeDeployer } from '#test/contract/deployer.contract.ts';
import { describeCancel } from '#test/contract/deployer-cancel.contract.ts';
import { ArgoCdServer } from '#test/support/argo-cd/argo-cd-server.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

async function createTarget(): Promise<ContractTarget> {
  const server = await new ArgoCdServer().start();
  const scratch = createMemoryScratch({ now: Date.now });
  server.imagesOf = ({ spec: { source } }) => {
    const values = Object.fromEntries((source.helm?.parameters ?? []).map(({ name, value }) => [name, value]));
    return values.enabled === 'false' ? [] : [`registry.example/shop/api:${values['image.tag']}`, 'redis:8'];
  };
  const config = ArgoCdConfig.parse({
    kind: 'argo-cd',
    url: server.url,
    set: { by: 'helm', remove: { parameter: 'enabled', value: 'false' } },
    image: 'registry.example/shop/{service}:{version}',
  });
  const client = () => createArgoCdDeployer(config, { environment: { ARGOCD_AUTH_TOKEN: 'good' }, scratch });
  return {
    client,
    untouched: { kind: 'running', version: null, note: 'There is no Application api-staging.' },
    effects: async (key) => server.effects(key),
    behave: async (manner) => {
      server.manner = { ...server.manner, ...manner };
    },
    run: async (service, environment, version) => {
      const parameters = [{ name: 'image.tag', value: version ?? '' }];
      server.put(`${service}-${environment}`, { helm: { parameters } });
    },
    deployAndLoseTheAnswer: async (deployment) => {
      server.faults = [{ call: 'POST', answer: 'drop', after: true }];
      await client().deploy(deployment);
    },
    loseTrace: async () => {
      for (const { app } of server.kept.values()) {
        delete app.operation;
        delete app.status.operationState;
      }
    },
    close: async () => undefined,
  };
}

describeDeployer('the Argo CD deployer', createTarget);
describeCancel('the Argo CD deployer', createTarget);
