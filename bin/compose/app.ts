import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { ReleaseError } from '#errors.ts';
import { registerHandlers } from '#handlers/register.ts';
import { createSlackApp } from '#handlers/slack-app.ts';
import type { Foundation } from './foundation.ts';
import { composeWebhooks } from './webhooks.ts';

export type RunningApp = {
  stop(): Promise<void>;
  isReady(): boolean;
  /** The port Slack's requests come to, null in Socket Mode. */
  port(): number | null;
  /** The port webhooks come to, null when none are listened to. */
  webhookPort(): number | null;
};

/** Starts listening to Slack, over Socket Mode or HTTP as the environment says, and to webhooks. Throws when no Slack token is set. */
export async function startApp(base: Foundation): Promise<RunningApp> {
  const { clock, configuration, environment, log, messenger, scratch } = base;
  const slack = environment.slack;
  if (slack === null)
    throw new ReleaseError(
      'ENVIRONMENT_INVALID',
      'fatal',
      'SLACK_BOT_TOKEN is not set, so there is no Slack to listen to. Set the tokens, or run `fairlead start` for the sandbox.',
    );
  const connection = base.connect('app');
  const queue = createBullmqQueue(connection);
  const door =
    slack.door.kind === 'socket'
      ? { mode: 'socket' as const, appToken: slack.door.appToken }
      : { mode: 'http' as const, signingSecret: slack.door.signingSecret, port: slack.door.port };
  const app = createSlackApp(
    { botToken: slack.botToken, apiUrl: slack.apiUrl, ...door },
    { scratch, messenger, clock, log },
  );
  registerHandlers(app.app, { queue, configuration, messenger, log });
  const webhooks = composeWebhooks(base, queue);
  await webhooks?.start();
  await app.start();
  return {
    isReady: () => app.isReady(),
    port: () => app.port(),
    webhookPort: () => webhooks?.port() ?? null,
    async stop() {
      await Promise.all([app.stop(), webhooks?.stop()]);
      await queue.close();
      await connection.close();
    },
  };
}
