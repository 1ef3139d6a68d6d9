import { App } from '@slack/bolt';

/** The bare app: Bolt with its own HTTP receiver and a listener that acknowledges at once. Tells its parent the port. */
const app = new App({
  token: process.env.SLACK_BOT_TOKEN ?? '',
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
});
app.command('/release', async ({ ack }) => ack());
const server = await app.start(0);
const address = server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : null });
process.once('disconnect', () => process.exit());
