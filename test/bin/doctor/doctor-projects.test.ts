import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { aRemote } from '#test/adapters/git/a-remote.ts';
import { httpBackend } from '#test/adapters/git/http-backend.ts';
import { GithubServer } from '#test/adapters/github/github-server.ts';
import { GitlabServer } from '#test/adapters/gitlab/gitlab-server.ts';
import { pickFreePort } from '../../../bin/redis/private-redis.ts';
import { type DoctorWorld, startDoctorWorld } from './doctor-world.ts';

/** A Redis nobody listens to, and no Slack: these tests look at projects alone. */
async function aWorld(): Promise<DoctorWorld> {
  const world = await startDoctorWorld({ redisUrl: 'redis://127.0.0.1:1' });
  Object.assign(world.variables, { SLACK_APP_TOKEN: undefined, SLACK_BOT_TOKEN: undefined });
  return world;
}

async function projectLines(world: DoctorWorld): Promise<readonly string[]> {
  const { lines } = await world.run();
  return lines.filter((line) => / {2,}(git |version files|forge|deployer|health)/.test(line));
}

const gitWords = (line: string) => / {2,}(git \w+ shop|version files)/.test(line);

it('finds a project in order', async () => {
  const world = await aWorld();
  expect(await projectLines(world)).toEqual([
    `ok               git fetch shop: main is at ${world.remote.head().slice(0, 7)}.`,
    'ok               git push shop: A push to main was accepted in a dry run. Branch rules show at a real push only.',
    'ok               git release shop: The release before is 1.4.2.',
    'ok               version files shop: All 2 say 1.4.2.',
    'ok               deployer shop/api: It answers, can tell what runs and can take the service away.',
    `ok               health shop/staging/api: ${world.health.url} answered 200.`,
  ]);
});

it('says which git runs', async () => {
  expect((await (await aWorld()).run()).lines).toContainEqual(
    expect.stringMatching(/^ok {15}git: git \d+\.\d+[.\d]*\.$/),
  );
});

it('fails once for a repository that is not there', async () => {
  const world = await aWorld();
  world.config.projects.shop.repository.url = '/nowhere/shop.git';
  expect((await projectLines(world)).filter(gitWords)).toEqual([
    "failed           git fetch shop: Fetching /nowhere/shop.git failed: fatal: '/nowhere/shop.git' does not appear to be a git repository. Check the repository address and the rights of the bot.",
    'could not check  git push shop: The repository was not fetched.',
    'could not check  git release shop: The repository was not fetched.',
    'could not check  version files shop: The repository was not fetched.',
  ]);
});

it('refuses a branch that is not there', async () => {
  const world = await aWorld();
  world.config.projects.shop.repository.branch = 'trunk';
  expect((await projectLines(world)).filter(gitWords)).toEqual([
    'failed           git fetch shop: The repository has no branch trunk. Correct repository.branch in fairlead.yml.',
    `failed           git push shop: The branch trunk does not exist in ${world.remote.url}. Give the bot the right to push to trunk and to push tags.`,
    'could not check  git release shop: There is no branch trunk.',
    'could not check  version files shop: There is no branch trunk.',
  ]);
});

it('notices a repository that may be read and not pushed to', async () => {
  const world = await aWorld();
  world.remote.git('config', 'http.receivepack', 'false');
  const server = createServer((request, response) => httpBackend(dirname(world.remote.url), request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop.git`;
  world.config.projects.shop.repository.url = url;
  const { code, lines } = await world.run();
  expect(code).toBe(1);
  expect(lines.filter(gitWords).slice(0, 2)).toEqual([
    `ok               git fetch shop: main is at ${world.remote.head().slice(0, 7)}.`,
    `failed           git push shop: Pushing refs/heads/main to ${url} failed: fatal: unable to access '${url}/': The requested URL returned error: 403. Check the repository address and the rights of the bot. Give the bot the right to push to main and to push tags.`,
  ]);
});

it('takes the next release for the first where no tag fits', async () => {
  const world = await aWorld();
  world.remote.git('tag', '-d', 'v1.4.2');
  world.remote.commit('feat: go on', { 'services/api/VERSION': '1.4.0\n' });
  expect((await projectLines(world)).filter(gitWords).slice(2)).toEqual([
    'warning          git release shop: No tag of the form v{version} is on main, so the next release is taken for the first. Correct `tag` in fairlead.yml if there were releases before.',
    'warning          version files shop: package.json says 1.4.2, services/api/VERSION says 1.4.0. The first release writes one version into all of them.',
  ]);
});

it.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
  [
    'lags behind the release before',
    { 'services/api/VERSION': '1.4.0\n' },
    ['package.json', 'services/api/VERSION'],
    'failed           version files shop: services/api/VERSION says 1.4.0; the release before is 1.4.2. Write 1.4.2 there, so that the next version can replace it.',
  ],
  [
    'has a lock file that lags behind, which the release sets right',
    { 'package-lock.json': '{ "version": "1.4.1", "packages": { "": { "version": "1.4.1" } } }\n' },
    ['package.json'],
    'ok               version files shop: It says 1.4.2.',
  ],
  [
    'has a lock file that cannot be read',
    { 'package-lock.json': '{ "version": \n' },
    ['package.json'],
    'failed           version files shop: package-lock.json: it is not valid JSON. Correct the files, or versionFiles in fairlead.yml.',
  ],
  [
    'is not there',
    {},
    ['package.json', 'charts/Chart.yaml'],
    'failed           version files shop: charts/Chart.yaml is not on the branch. Correct the files, or versionFiles in fairlead.yml.',
  ],
  [
    'holds no version',
    { 'services/api/VERSION': '\n' },
    ['services/api/VERSION'],
    'failed           version files shop: services/api/VERSION: it does not hold exactly one line with a version. Correct the files, or versionFiles in fairlead.yml.',
  ],
  [
    'is a Go module, which has its version from the tag',
    { 'go.mod': 'module example.org/shop\n' },
    ['go.mod'],
    'ok               version files shop: The tag alone holds the version.',
  ],
  [
    'is a Go module of another major version',
    { 'go.mod': 'module example.org/shop/v2\n' },
    ['go.mod'],
    'failed           version files shop: go.mod: its module path example.org/shop/v2 does not name major version 1; call it example.org/shop and change the imports first. Correct the files, or versionFiles in fairlead.yml.',
  ],
  ['is none', {}, [], 'ok               version files shop: None is configured; the tag alone holds the version.'],
  ['is one', {}, ['package.json'], 'ok               version files shop: It says 1.4.2.'],
])('judges a version file that %s', async (_what, files, versionFiles, expected) => {
  const world = await aWorld();
  world.remote.commit('feat: go on', files);
  world.config.projects.shop.versionFiles = [...versionFiles];
  expect((await projectLines(world)).filter((line) => line.includes('version files'))).toEqual([expected]);
});

it('checks the token of the forge', async () => {
  const world = await aWorld();
  const github = await new GithubServer().start();
  world.config.projects.shop.repository.forge = { kind: 'github', repository: 'shop/shop' };
  const forgeLine = async () => (await projectLines(world)).find((line) => line.includes('forge'));
  expect(await forgeLine()).toBe(
    'failed           forge shop: GITHUB_TOKEN is not set, so no release can be published. Make a fine-grained token with "Contents: read and write" for the repository and set it.',
  );
  Object.assign(world.variables, { GITHUB_API_URL: github.url, GITHUB_TOKEN: 'a-token-of-somebody-else' });
  expect(await forgeLine()).toBe(
    'failed           forge shop: Asking GitHub about shop/shop failed: the token is wrong or has expired. Set a new one in GITHUB_TOKEN.',
  );
  github.faults = [{ call: 'GET /repos', answer: { status: 502, body: {} } }];
  expect(await forgeLine()).toBe(
    'failed           forge shop: Asking GitHub about shop/shop failed: GitHub answered 502.',
  );
});

it('checks the token of a forge on GitLab', async () => {
  const world = await aWorld();
  const gitlab = await new GitlabServer().start();
  world.config.projects.shop.repository.forge = { kind: 'gitlab', repository: 'group/sub/shop' };
  const forgeLine = async () => (await projectLines(world)).find((line) => line.includes('forge'));
  expect(await forgeLine()).toBe(
    'failed           forge shop: GITLAB_TOKEN is not set, so no release can be published. Make a project access token with the scope "api" and the role Developer and set it.',
  );
  Object.assign(world.variables, { GITLAB_URL: gitlab.url, GITLAB_TOKEN: 'a-token-of-somebody-else' });
  expect(await forgeLine()).toBe(
    'failed           forge shop: Asking GitLab about group/sub/shop failed: the token is wrong or has expired. Set a new one in GITLAB_TOKEN.',
  );
  gitlab.token = 'a-token-of-somebody-else';
  expect(await forgeLine()).toBe('ok               forge shop: fairlead-bot may publish releases.');
});

it('looks for the deployer, and for what it can do', async () => {
  const world = await aWorld();
  const { api } = world.config.projects.shop.services;
  const deployerLine = async () => (await projectLines(world)).find((line) => line.includes('deployer'));
  world.target.behave({ capabilities: ['deploy'] });
  expect(await deployerLine()).toBe(
    'warning          deployer shop/api: It answers, but cannot take the service away, so its first deployment has no way back and is refused. Give it remove, or what docs/deployers.md names for its kind.',
  );
  api.deployer = { kind: 'command', deploy: ['true', '{version}'] };
  expect(await deployerLine()).toBe(
    'warning          deployer shop/api: It answers, but cannot tell what runs, so what it deployed is not compared with what was meant, nor take the service away, so its first deployment has no way back and is refused. Give it status and remove, or what docs/deployers.md names for its kind.',
  );
  api.deployer = { kind: 'command', deploy: ['no-such-program'] };
  expect(await deployerLine()).toBe(
    'failed           deployer shop/api: The program no-such-program of the deploy command was not found on this machine. Check deployer of the service in fairlead.yml, and the platform.',
  );
});

it('tells a deployer that does not answer, and the variable its token is missing from', async () => {
  const world = await aWorld();
  const { api } = world.config.projects.shop.services;
  const deployerLine = async () => (await projectLines(world)).find((line) => line.includes('deployer shop'));
  api.deployer.tokenEnv = 'SHOP_DEPLOYER_TOKEN';
  expect(await deployerLine()).toBe(
    'failed           deployer shop/api: SHOP_DEPLOYER_TOKEN is not set. It should hold the token of the deployer. Check deployer of the service in fairlead.yml, and the platform.',
  );
  delete api.deployer.tokenEnv;
  await world.target.close();
  expect(await deployerLine()).toMatch(/^failed {11}deployer shop\/api: .*refused the connection.* Check deployer/);
});

it('fails for a health address that is down, unless nothing runs there yet', async () => {
  const world = await aWorld();
  const { api } = world.config.projects.shop.services;
  const healthLine = async () => (await projectLines(world)).find((line) => line.includes('health shop'));
  world.health.status = 503;
  expect(await healthLine()).toBe(
    `warning          health shop/staging/api: ${world.health.url}: It answered 503, not 200. The deployer says that nothing runs there yet.`,
  );
  world.target.run('api', 'staging', '1.4.2');
  expect(await healthLine()).toBe(
    `failed           health shop/staging/api: ${world.health.url}: It answered 503, not 200. Look at version 1.4.2, which runs there, or correct health.url in fairlead.yml.`,
  );
  api.deployer = { kind: 'command', deploy: ['true'] };
  const nobody = `http://127.0.0.1:${await pickFreePort()}`;
  api.health.url = `${nobody}/{environment}/{service}`;
  expect(await healthLine()).toBe(
    `failed           health shop/staging/api: ${nobody}/staging/api: It refused the connection. Look at the service, or correct health.url in fairlead.yml.`,
  );
});

it('checks every project, and a channel of two once', async () => {
  const world = await startDoctorWorld({ redisUrl: 'redis://127.0.0.1:1' });
  const other = aRemote();
  Object.assign(world.config.projects, {
    docs: { ...world.config.projects.shop, repository: { url: other.url, branch: 'main' }, versionFiles: [] },
  });
  const { lines } = await world.run();
  expect(lines.filter((line) => /git fetch|channel \w+ \([^)]*\):/.test(line))).toEqual([
    'ok               channel C0RELEASES (shop, docs): The bot is in #releases.',
    `ok               git fetch shop: main is at ${world.remote.head().slice(0, 7)}.`,
    `ok               git fetch docs: main is at ${other.head().slice(0, 7)}.`,
  ]);
});
