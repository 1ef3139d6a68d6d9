import { App } from '@slack/bolt';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

/** A bare Bolt app that does the least an app must do to lose no command: it stores a BullMQ job, then acknowledges. Tells its parent the port. */
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null });
const queue = new Queue('bare-commands', { connection });
const app = new App({
  token: process.env.SLACK_BOT_TOKEN ?? '',
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
});
app.command('/release', async ({ ack, command }) => {
  await queue.add('release', command);
  await ack();
});
const server = await app.start(0);
const address = server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : null });
process.once('disconnect', () => process.exit());
