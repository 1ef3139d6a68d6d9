import { describeDeployer } from '#test/contract/deployer.contract.ts';
import { aGitlabProject } from './a-gitlab-project.ts';
import { aGitlabTarget } from './a-gitlab-target.ts';

describeDeployer('the GitLab CI deployer that writes deployments', async () => {
  const { client, server } = await aGitlabProject();
  server.jobsDeploy = false;
  return aGitlabTarget(
    server,
    () => client({ deployments: true, remove: true }),
    async (service, environment, version) => server.write(service, environment, version),
  );
});
