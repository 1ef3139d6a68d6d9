import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { ReleaseError } from '#errors.ts';
import { registerHandlers } from '#handlers/register.ts';
import { createSlackApp } from '#handlers/slack-app.ts';
import type { Foundation } from './foundation.ts';

export type RunningApp = { stop(): Promise<void>; isReady(): boolean; port(): number | null };

/** Starts listening to Slack, over Socket Mode or HTTP as the environment says. Throws when no Slack token is set. */
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
  await app.start();
  return {
    isReady: () => app.isReady(),
    port: () => app.port(),
    async stop() {
      await app.stop();
      await queue.close();
      await connection.close();
    },
  };
}
