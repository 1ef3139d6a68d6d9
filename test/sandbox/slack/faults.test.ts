import { expect, it } from 'vitest';
import { aClient, aSlack, aSlackWithApp } from './sample-workspace.ts';

const post = (slack: Awaited<ReturnType<typeof aSlack>>) =>
  aClient(slack).chat.postMessage({ channel: slack.channel('releases').id, text: 'x' });

it.each([
  ['http-500', 'slack_webapi_http_error', 0],
  ['http-500-after-effect', 'slack_webapi_http_error', 1],
  ['drop-before-effect', 'slack_webapi_request_error', 0],
  ['drop-after-effect', 'slack_webapi_request_error', 1],
] as const)('fails one call with %s, and the next one works', async (fault, code, posted) => {
  const slack = await aSlack();
  slack.inject('chat.postMessage', fault);
  await expect(post(slack)).rejects.toMatchObject({ code });
  expect(slack.messages('releases')).toHaveLength(posted);
  await post(slack);
  expect(slack.messages('releases')).toHaveLength(posted + 1);
  expect(slack.calls.count('chat.postMessage')).toBe(2);
});

it('plans a 429, an error word and a slow answer for as many calls as asked', async () => {
  const slack = await aSlack();
  slack.inject('*', { rateLimited: 7 }, 2);
  slack.inject('chat.postMessage', { error: 'internal_error' });
  await expect(post(slack)).rejects.toMatchObject({ data: { error: 'internal_error' } });
  await expect(post(slack)).rejects.toMatchObject({ retryAfter: 7 });
  await expect(aClient(slack).auth.test()).rejects.toMatchObject({ retryAfter: 7 });
  slack.inject('auth.test', { slowMs: 30 });
  const asked = performance.now();
  await aClient(slack).auth.test();
  expect(performance.now() - asked).toBeGreaterThanOrEqual(25);
  expect(slack.messages('releases')).toEqual([]);
});

it('forgets planned faults when told to', async () => {
  const slack = await aSlack();
  slack.inject('chat.postMessage', 'http-500', 5);
  slack.clearFaults();
  expect((await post(slack)).ok).toBe(true);
});

it('fails a response_url', async () => {
  const failures: unknown[] = [];
  const slack = await aSlackWithApp('socket', (app) => {
    app.command('/release', async ({ ack, respond }) => {
      await ack();
      await respond('first').catch((error: unknown) => failures.push(error));
    });
  });
  slack.inject('response_url', 'http-500');
  await slack.act({
    type: 'command',
    as: slack.person('mira').id,
    channel: slack.channel('releases').id,
    command: '/release',
    text: '',
  });
  await slack.until(() => failures.length === 1);
  expect(failures).toMatchObject([{ statusCode: 500 }]);
});
