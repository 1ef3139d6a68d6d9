import { type ContractTarget, describeDeployer } from '#test/contract/deployer.contract.ts';
import { describeCancel } from '#test/contract/deployer-cancel.contract.ts';
import { aGitlabProject } from './a-gitlab-project.ts';
import { aGitlabTarget } from './a-gitlab-target.ts';

async function createTarget(): Promise<ContractTarget> {
  const { client, server } = await aGitlabProject();
  return aGitlabTarget(
    server,
    () => client({ remove: true }),
    async (service, environment, version) =>
      server.record(service, environment, { key: 'earlier', service, version, previous: null }),
  );
}

describeDeployer('the GitLab CI deployer', createTarget);
describeCancel('the GitLab CI deployer', createTarget);
