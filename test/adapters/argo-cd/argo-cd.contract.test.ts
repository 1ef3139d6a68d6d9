import { type ContractTarget, describeDeployer } from '#test/contract/deployer.contract.ts';
import { describeCancel } from '#test/contract/deployer-cancel.contract.ts';
import { anArgoCd } from './an-argo-cd.ts';

async function createTarget(): Promise<ContractTarget> {
  const argoCd = await anArgoCd();
  const { server } = argoCd;
  server.imagesOf = ({ spec: { source } }) => {
    const values = Object.fromEntries((source.helm?.parameters ?? []).map(({ name, value }) => [name, value]));
    return values.enabled === 'false' ? [] : [`registry.example/shop/api:${values['image.tag']}`, 'redis:8'];
  };
  const config = {
    set: { by: 'helm', remove: { parameter: 'enabled', value: 'false' } },
    image: 'registry.example/shop/{service}:{version}',
  };
  const client = () => argoCd.client(config);
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
