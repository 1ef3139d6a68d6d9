import { expect, it } from 'vitest';
import { aClient, aManifest, appToken, aSlack, botToken } from './sample-workspace.ts';

const refusedWith = (error: string) => ({ data: { ok: false, error } });

async function call(url: string, headers: Record<string, string>, body = '') {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  const answer: { ok?: boolean; error?: string } = JSON.parse(await response.text());
  return { headers: response.headers, body: answer };
}

it('refuses an unknown method, no token, a wrong token and a token of the wrong kind', async () => {
  const slack = await aSlack();
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const errors = [
    (await call(`${slack.apiUrl}chat.shout`, bearer(botToken))).body.error,
    (await call(`${slack.apiUrl}auth.test`, {})).body.error,
    (await call(`${slack.apiUrl}auth.test`, bearer('xoxb-wrong'))).body.error,
    (await call(`${slack.apiUrl}apps.connections.open`, bearer(botToken))).body.error,
    (await call(`${slack.apiUrl}chat.postMessage`, bearer(appToken))).body.error,
    (await call(`${slack.apiUrl}api.test`, {})).body.ok,
  ];
  expect(errors).toEqual([
    'unknown_method',
    'not_authed',
    'invalid_auth',
    'not_allowed_token_type',
    'not_allowed_token_type',
    true,
  ]);
});

it('reads JSON and form bodies alike, and says invalid_json of a broken one', async () => {
  const slack = await aSlack();
  const authorization = `Bearer ${botToken}`;
  const channel = slack.channel('releases').id;
  const json = { authorization, 'content-type': 'application/json; charset=utf-8' };
  const url = `${slack.apiUrl}chat.postMessage`;
  expect((await call(url, json, JSON.stringify({ channel, text: 'json' }))).body.ok).toBe(true);
  expect((await call(url, { authorization }, `channel=${channel}&text=form`)).body.ok).toBe(true);
  expect((await call(url, json, '{')).body).toEqual({ ok: false, error: 'invalid_json' });
});

it('says in the headers which scopes the token has and which the method takes', async () => {
  const slack = await aSlack({ manifest: aManifest({ scopes: ['chat:write', 'commands'] }) });
  const { headers } = await call(`${slack.apiUrl}users.info`, { authorization: `Bearer ${botToken}` }, 'user=U1');
  expect([headers.get('x-oauth-scopes'), headers.get('x-accepted-oauth-scopes')]).toEqual([
    'chat:write,commands',
    'users:read',
  ]);
});

it.each([
  ['chat.postMessage', { channel: 'C1', text: 'x' }, 'chat:write'],
  ['users.info', { user: 'U1' }, 'users:read'],
  ['users.lookupByEmail', { email: 'x' }, 'users:read.email'],
  ['usergroups.list', {}, 'usergroups:read'],
  ['files.getUploadURLExternal', { filename: 'a', length: 1 }, 'files:write'],
  ['reactions.add', {}, 'reactions:write'],
  ['conversations.join', { channel: 'C1' }, 'channels:join'],
])('refuses %s without its scope', async (method, args, needed) => {
  const slack = await aSlack({ manifest: aManifest({ scopes: ['commands'] }) });
  await expect(aClient(slack).apiCall(method, args)).rejects.toMatchObject({
    data: { ok: false, error: 'missing_scope', needed, provided: 'commands' },
  });
});

it('asks for the scope of the kind of channel', async () => {
  const slack = await aSlack({ manifest: aManifest({ scopes: ['groups:history', 'channels:read'] }) });
  const client = aClient(slack);
  await expect(client.conversations.history({ channel: slack.channel('releases').id })).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'channels:history' },
  });
  await expect(client.conversations.list({ types: 'public_channel,private_channel' })).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'groups:read' },
  });
});

it('posts only where the app is in, unless chat:write.public lets it post in public channels', async () => {
  const slack = await aSlack();
  const channel = slack.channel('random').id;
  await expect(aClient(slack).chat.postMessage({ channel, text: 'x' })).rejects.toMatchObject(
    refusedWith('not_in_channel'),
  );
  const open = await aSlack({ manifest: aManifest({ scopes: ['chat:write', 'chat:write.public'] }) });
  await aClient(open).chat.postMessage({ channel: open.channel('random').id, text: 'x' });
  expect(open.messages('random')).toHaveLength(1);
});

it('does not know private channels the app is not in, nor post in archived ones', async () => {
  const slack = await aSlack();
  const client = aClient(slack);
  const secret = slack.channel('secret').id;
  await expect(client.chat.postMessage({ channel: secret, text: 'x' })).rejects.toMatchObject(
    refusedWith('channel_not_found'),
  );
  await expect(client.conversations.info({ channel: secret })).rejects.toMatchObject(refusedWith('channel_not_found'));
  await expect(client.chat.postMessage({ channel: slack.channel('old').id, text: 'x' })).rejects.toMatchObject(
    refusedWith('is_archived'),
  );
});

it('reads history only where the app is in', async () => {
  const slack = await aSlack();
  const client = aClient(slack);
  const channel = slack.channel('random').id;
  await expect(client.conversations.history({ channel })).rejects.toMatchObject(refusedWith('not_in_channel'));
  await client.conversations.join({ channel });
  expect((await client.conversations.history({ channel })).ok).toBe(true);
});

it('lists channels by type, page by page, and only what the app may know', async () => {
  const slack = await aSlack();
  const client = aClient(slack);
  const all = await client.conversations.list({ types: 'public_channel,private_channel', exclude_archived: true });
  expect(all.channels?.map((channel) => [channel.name, channel.is_member])).toEqual([
    ['releases', true],
    ['random', false],
  ]);
  const first = await client.conversations.list({ limit: 1 });
  const next = await client.conversations.list({ limit: 1, cursor: first.response_metadata?.next_cursor ?? '' });
  expect([first.channels?.[0]?.name, next.channels?.[0]?.name]).toEqual(['releases', 'random']);
  const mine = await client.users.conversations({});
  expect(mine.channels?.map((channel) => channel.name)).toEqual(['releases', 'old']);
});

it('tells of people, groups and the direct message with somebody', async () => {
  const slack = await aSlack();
  const client = aClient(slack);
  const jonas = slack.person('jonas').id;
  const { user } = await client.users.info({ user: jonas });
  expect(user).toMatchObject({
    id: jonas,
    name: 'jonas',
    real_name: 'Jonas Berg',
    is_bot: false,
    is_restricted: false,
  });
  expect(user?.profile).not.toHaveProperty('email');
  const { usergroups } = await client.usergroups.list({ include_users: true });
  expect(usergroups).toMatchObject([{ handle: 'release-managers', users: [jonas] }]);
  const { users } = await client.usergroups.users.list({ usergroup: usergroups?.[0]?.id ?? '' });
  expect(users).toEqual([jonas]);
  const direct = await client.conversations.open({ users: jonas });
  const again = await client.conversations.open({ users: jonas });
  expect(direct.channel?.id).toBe(again.channel?.id);
  await client.chat.postMessage({ channel: jonas, text: 'psst' });
  expect(slack.messages(direct.channel?.id ?? '')).toHaveLength(1);
  await expect(client.users.info({ user: 'U404' })).rejects.toMatchObject(refusedWith('user_not_found'));
  await expect(client.usergroups.users.list({ usergroup: 'S404' })).rejects.toMatchObject(
    refusedWith('no_such_subteam'),
  );
});

it('counts every call with its arguments and answer, without the token', async () => {
  const slack = await aSlack();
  await aClient(slack).auth.test();
  await call(`${slack.apiUrl}api.test`, {}, 'token=xoxb-secret&error=my_error');
  expect(slack.calls.all()).toMatchObject([
    { method: 'auth.test', ok: true },
    { method: 'api.test', ok: false, error: 'my_error', args: { error: 'my_error' } },
  ]);
  expect(JSON.stringify(slack.calls.all())).not.toContain('xoxb-');
});

it('refuses a manifest or a seed that Slack could not have', async () => {
  await expect(aSlack({ manifest: { display_information: { name: 'x'.repeat(36) } } })).rejects.toThrow(
    /app manifest is not one Slack accepts/,
  );
  const seed = { people: [], channels: [{ name: 'a', members: ['nobody'] }] };
  await expect(aSlack({ seed })).rejects.toThrow('The seed names nobody, who is not among its people.');
});
