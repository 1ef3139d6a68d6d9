import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { readEnvironment } from '#config/environment-variables.ts';
import { aFolder } from '#test/adapters/git/a-remote.ts';
import { appToken, botToken, startWorkspace } from '#test/support/slack-workspace.ts';
import { fromArgoCd, fromGithub } from '#test/support/webhooks/sign.ts';
import { startApp } from '../../../bin/compose/app.ts';
import { layFoundation } from '../../../bin/compose/foundation.ts';
import { aRedis } from '../doctor/doctor-world.ts';

const token = 'argo-cd-webhook-token-1';
const config = {
  version: 1,
  projects: {
    shop: {
      repository: { url: 'https://github.com/shop/shop.git', branch: 'main' },
      channel: 'C0RELEASES',
      services: { api: { deployer: { kind: 'argo-cd', url: 'http://127.0.0.1:4200' } } },
      environments: [{ name: 'staging' }],
    },
  },
};

/** The app in Socket Mode with these variables besides. Ends with the test. */
async function anApp(variables: Record<string, string>) {
  const slack = await startWorkspace();
  const folder = aFolder();
  const configFile = join(folder, 'fairlead.yml');
  writeFileSync(configFile, stringify(config));
  const environment = readEnvironment({
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: slack.apiUrl,
    FAIRLEAD_CONFIG: configFile,
    FAIRLEAD_DATA: join(folder, 'data'),
    LOG_LEVEL: 'silent',
    ...variables,
  });
  const base = layFoundation(environment, await aRedis(), 'app');
  const app = await startApp(base);
  onTestFinished(async () => {
    await app.stop();
    await base.close();
    await slack.stop();
  });
  return app;
}

describe('the app in Socket Mode', () => {
  it('listens to the webhooks of those that have a secret, and has no other port', async () => {
    const app = await anApp({ FAIRLEAD_ARGO_CD_WEBHOOK_TOKEN: token, FAIRLEAD_WEBHOOK_PORT: '0' });
    expect(app.isReady()).toBe(true);
    expect(app.port()).toBeNull();
    const post = async (path: string, { body, headers }: ReturnType<typeof fromArgoCd>) =>
      (await fetch(`http://127.0.0.1:${app.webhookPort()}${path}`, { method: 'POST', body, headers })).status;
    expect(await post('/webhooks/argo-cd', fromArgoCd('api-staging', { token }))).toBe(202);
    expect(await post('/webhooks/argo-cd', fromArgoCd('api-staging', { token: 'another' }))).toBe(401);
    expect(await post('/webhooks/github', fromGithub('push', {}))).toBe(404);
    await app.stop();
    await expect(post('/webhooks/argo-cd', fromArgoCd('api-staging', { token }))).rejects.toThrow();
  });

  it('listens to no port at all where no secret is set', async () => {
    const app = await anApp({ FAIRLEAD_WEBHOOK_PORT: '0' });
    expect(app.webhookPort()).toBeNull();
  });
});
