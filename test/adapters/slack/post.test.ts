import { describe, expect, it } from 'vitest';
import { readTestManifest } from '#test/support/slack-workspace.ts';
import { aMessenger, aPost } from './messenger-fixture.ts';

const first = { mayExist: false };

describe('chat.postMessage', () => {
  it('posts with metadata that names the op, and without unfurling', async () => {
    const { slack, messenger } = await aMessenger();
    const posted = await messenger.post(aPost(), first);
    expect(slack.messages('releases')).toMatchObject([
      { ts: posted.ts, metadata: { event_type: 'fairlead_post', event_payload: { op: 'rel-1/card' } } },
    ]);
    expect(slack.calls.of('chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  it.each(['drop-after-effect', 'http-500-after-effect'] as const)('leaves one message after %s', async (fault) => {
    const { slack, messenger } = await aMessenger();
    slack.inject('chat.postMessage', fault);
    const posted = await messenger.post(aPost(), first);
    expect(slack.messages('releases').map(({ ts }) => ts)).toEqual([posted.ts]);
    expect(slack.calls.count('chat.postMessage')).toBe(1);
  });

  it.each(['drop-before-effect', 'http-500'] as const)('sends again after %s, once it has looked', async (fault) => {
    const { slack, messenger } = await aMessenger();
    slack.inject('chat.postMessage', fault);
    await messenger.post(aPost(), first);
    expect(slack.messages('releases')).toHaveLength(1);
    const order = slack.calls.all().map(({ method }) => method);
    expect(order.filter((method) => method !== 'auth.test')).toEqual([
      'chat.postMessage',
      'conversations.history',
      'chat.postMessage',
    ]);
  });

  it.each(['internal_error', 'fatal_error'])('looks before it sends again when Slack answers %s', async (error) => {
    const { slack, messenger } = await aMessenger();
    slack.inject('chat.postMessage', { error });
    await messenger.post(aPost(), first);
    expect(slack.messages('releases')).toHaveLength(1);
    expect(slack.calls.count('conversations.history')).toBe(1);
  });

  it('does not send again after a timeout, and finds the late message on the next try', async () => {
    const { slack, messenger } = await aMessenger({ timeout: 100 });
    slack.inject('chat.postMessage', { slowMs: 400 });
    await expect(messenger.post(aPost(), first)).rejects.toMatchObject({
      code: 'SLACK_UNAVAILABLE',
      fault: 'transient',
    });
    await slack.until(() => slack.messages('releases').length === 1);
    const found = await messenger.post(aPost(), { mayExist: true });
    expect(slack.messages('releases').map(({ ts }) => ts)).toEqual([found.ts]);
    expect(slack.calls.count('chat.postMessage')).toBe(1);
  });

  it('finds a reply in its thread and does not take another op for it', async () => {
    const { slack, messenger } = await aMessenger();
    const root = await messenger.post(aPost(), first);
    const reply = aPost({ threadTs: root.ts, op: 'rel-1/detail' });
    const posted = await messenger.post(reply, first);
    await expect(messenger.post(reply, { mayExist: true })).resolves.toEqual(posted);
    await messenger.post(aPost({ threadTs: root.ts, op: 'rel-1/notes' }), { mayExist: true });
    expect(slack.messages('releases')).toHaveLength(3);
  });

  it('does not take a message of somebody else for its own', async () => {
    const { slack, messenger } = await aMessenger();
    slack.workspace.messages.add({
      channel: 'C0RELEASES',
      ts: slack.workspace.counters.ts(),
      user: 'U0AIKO',
      text: 'forged',
      metadata: { event_type: 'fairlead_post', event_payload: { op: 'rel-1/card' } },
    });
    await messenger.post(aPost(), { mayExist: true });
    expect(slack.calls.count('chat.postMessage')).toBe(1);
  });

  it('keeps the doubt and posts nothing when the history scope is missing', async () => {
    const manifest = await readTestManifest({ withoutScopes: ['channels:history', 'groups:history'] });
    const { slack, messenger } = await aMessenger({}, { manifest });
    slack.inject('chat.postMessage', 'drop-after-effect');
    const failure = expect(messenger.post(aPost(), first)).rejects;
    await failure.toMatchObject({ code: 'SLACK_UNAVAILABLE', fault: 'transient' });
    await expect(messenger.post(aPost(), { mayExist: true })).rejects.toThrow(/lacks the scope .*history/);
    expect(slack.messages('releases')).toHaveLength(1);
  });

  it('keeps the doubt and says when to come back while reading history is limited to one a minute', async () => {
    const { slack, messenger } = await aMessenger({ patience: 1_000 });
    slack.inject('chat.postMessage', 'drop-after-effect');
    slack.inject('conversations.history', { rateLimited: 60 });
    const failure = await messenger.post(aPost(), first).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SLACK_UNAVAILABLE', retryAt: expect.any(Number) });
    expect(slack.calls.count('chat.postMessage')).toBe(1);
  });

  it('reaches a person by their user id', async () => {
    const { slack, messenger } = await aMessenger();
    const posted = await messenger.post(aPost({ channel: 'U0MIRA' }), first);
    expect(slack.messages(posted.channel)).toHaveLength(1);
  });

  it.each([
    ['C0QUIET', 'The bot is not in channel C0QUIET. Invite it there with /invite, then try again.'],
    [
      'C0NOWHERE',
      'Slack knows no channel C0NOWHERE, or it is private and the bot is not in it. Correct the channel in fairlead.yml or invite the bot.',
    ],
    ['C0OLD', 'Channel C0OLD is archived. Unarchive it, or name another channel in fairlead.yml.'],
  ])('says what to do about channel %s', async (channel, message) => {
    const { messenger } = await aMessenger();
    await expect(messenger.post(aPost({ channel }), first)).rejects.toMatchObject({
      code: 'SLACK_FAILED',
      fault: 'fatal',
      message,
    });
  });

  it('names the missing scope, and a token Slack does not take', async () => {
    const manifest = await readTestManifest({ withoutScopes: ['chat:write'] });
    const { slack, messenger } = await aMessenger({}, { manifest });
    await expect(messenger.post(aPost(), first)).rejects.toThrow('The bot token lacks the scope chat:write.');
    const stranger = await aMessenger({ token: 'xoxb-wrong', apiUrl: slack.apiUrl });
    await expect(stranger.messenger.post(aPost(), first)).rejects.toThrow(
      'Slack does not accept the bot token (invalid_auth). Set SLACK_BOT_TOKEN',
    );
  });

  it('calls it a bug when a template makes more than 50 blocks, and sends nothing', async () => {
    const { slack, messenger } = await aMessenger();
    const blocks = Array.from({ length: 51 }, () => ({ type: 'divider' }));
    await expect(messenger.post(aPost({ body: { text: 'Too much', blocks } }), first)).rejects.toThrow(
      'A message has 51 blocks; Slack takes 50.',
    );
    expect(slack.calls.count()).toBe(0);
  });

  it('cuts the text to 4,000', async () => {
    const { slack, messenger } = await aMessenger();
    await messenger.post(aPost({ body: { text: 'x'.repeat(9_000) } }), first);
    expect(slack.messages('releases')[0]?.text).toHaveLength(4_000);
  });

  it('answers SLACK_UNAVAILABLE when nothing listens', async () => {
    const { slack, messenger } = await aMessenger();
    await slack.stop();
    await expect(messenger.post(aPost(), first)).rejects.toMatchObject({
      code: 'SLACK_UNAVAILABLE',
      fault: 'transient',
    });
  });
});
