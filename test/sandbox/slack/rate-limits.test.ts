import { expect, it } from 'vitest';
import { aClient, aSlack } from './sample-workspace.ts';

const post = (slack: Awaited<ReturnType<typeof aSlack>>, channel = 'releases') =>
  aClient(slack).chat.postMessage({ channel: slack.channel(channel).id, text: 'x' });

it('lets a short burst into one channel, then one message a second', async () => {
  let now = 1_763_727_000_000;
  const slack = await aSlack({ rateLimits: 'slack', timings: { now: () => now } });
  for (let sent = 0; sent < 5; sent += 1) await post(slack);
  await expect(post(slack)).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
  now += 1_000;
  await post(slack);
  await expect(post(slack)).rejects.toMatchObject({ retryAfter: 1 });
  expect(slack.messages('releases')).toHaveLength(6);
});

it('limits each channel and each method on its own', async () => {
  const slack = await aSlack({ rateLimits: 'slack', timings: { now: () => 1_763_727_000_000 } });
  const client = aClient(slack);
  await client.conversations.join({ channel: slack.channel('random').id });
  for (let sent = 0; sent < 5; sent += 1) await post(slack);
  await expect(post(slack)).rejects.toMatchObject({ retryAfter: 1 });
  await post(slack, 'random');
  expect((await client.users.info({ user: slack.person('mira').id })).ok).toBe(true);
});

it('answers 429 with Retry-After and ratelimited once a tier is used up', async () => {
  let now = 1_763_727_000_000;
  const slack = await aSlack({ rateLimits: 'slack', timings: { now: () => now } });
  const call = () =>
    fetch(`${slack.apiUrl}usergroups.list`, { method: 'POST', headers: { authorization: 'Bearer xoxb-sandbox' } });
  for (let sent = 0; sent < 20; sent += 1) expect((await call()).status).toBe(200);
  const refused = await call();
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
    429,
    '3',
    { ok: false, error: 'ratelimited' },
  ]);
  now += 3_000;
  expect((await call()).status).toBe(200);
});

it('takes an allowance of its own for a method', async () => {
  const slack = await aSlack({
    rateLimits: { methods: { 'conversations.history': { perMinute: 1, burst: 1 } } },
    timings: { now: () => 1_763_727_000_000 },
  });
  const client = aClient(slack);
  const channel = slack.channel('releases').id;
  await client.conversations.history({ channel });
  await expect(client.conversations.history({ channel })).rejects.toMatchObject({ retryAfter: 60 });
});

it('limits nothing when told so', async () => {
  const slack = await aSlack({ rateLimits: 'off' });
  for (let sent = 0; sent < 30; sent += 1) await post(slack);
  expect(slack.messages('releases')).toHaveLength(30);
});
