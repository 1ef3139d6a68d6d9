import { describe, expect, it } from 'vitest';
import { aMessenger, aPost } from './messenger-fixture.ts';

const first = { mayExist: false };
const home = {
  type: 'home',
  blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Nothing waits for you.' } }],
};

describe('chat.update', () => {
  it('rewrites a message in place', async () => {
    const { slack, messenger } = await aMessenger();
    const at = await messenger.post(aPost(), first);
    await expect(messenger.update(at, { text: 'Release 1.5.0 is done.' })).resolves.toBe(true);
    expect(slack.messages('releases').map(({ text }) => text)).toEqual(['Release 1.5.0 is done.']);
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])('answers false for %s', async (error) => {
    const { slack, messenger } = await aMessenger();
    const at = await messenger.post(aPost(), first);
    slack.inject('chat.update', { error });
    await expect(messenger.update(at, { text: 'x' })).resolves.toBe(false);
  });

  it('is made again after a dropped connection, since a repeat shows once', async () => {
    const { slack, messenger } = await aMessenger();
    const at = await messenger.post(aPost(), first);
    slack.inject('chat.update', 'drop-after-effect');
    slack.inject('chat.update', 'http-500');
    await expect(messenger.update(at, { text: 'Done.' })).resolves.toBe(true);
    expect(slack.calls.count('chat.update')).toBe(3);
  });

  it('is given up after its repeats, to be tried again later', async () => {
    const { slack, messenger } = await aMessenger();
    const at = await messenger.post(aPost(), first);
    slack.inject('chat.update', 'http-500', 3);
    await expect(messenger.update(at, { text: 'Done.' })).rejects.toMatchObject({ code: 'SLACK_UNAVAILABLE' });
  });

  it('cuts the text to the 4,000 that Slack takes', async () => {
    const { slack, messenger } = await aMessenger();
    const at = await messenger.post(aPost(), first);
    await expect(messenger.update(at, { text: 'ä'.repeat(5_000) })).resolves.toBe(true);
    expect(slack.messages('releases')[0]?.text).toHaveLength(4_000);
  });
});

describe('chat.postEphemeral', () => {
  it('shows a message to one person', async () => {
    const { slack, messenger } = await aMessenger();
    await messenger.whisper({ channel: 'C0RELEASES', user: 'U0MIRA', body: { text: 'Only you see this.' } });
    expect(slack.messages('releases')).toMatchObject([{ ephemeralTo: 'U0MIRA', text: 'Only you see this.' }]);
  });

  it('is not repeated when it may have been shown', async () => {
    const { slack, messenger } = await aMessenger();
    slack.inject('chat.postEphemeral', 'drop-after-effect');
    const whisper = messenger.whisper({ channel: 'C0RELEASES', user: 'U0MIRA', body: { text: 'Once.' } });
    await expect(whisper).rejects.toMatchObject({ code: 'SLACK_UNAVAILABLE' });
    expect(slack.messages('releases')).toHaveLength(1);
  });
});

describe('views', () => {
  it('draws a home, and is made again after a dropped connection', async () => {
    const { slack, messenger } = await aMessenger();
    slack.inject('views.publish', 'drop-after-effect');
    await messenger.publishHome('U0MIRA', home);
    expect(slack.workspace.views.home('U0MIRA')?.content).toMatchObject({ type: 'home' });
  });

  it('answers false for a modal that has been closed', async () => {
    const { messenger } = await aMessenger();
    const view = { type: 'modal', title: { type: 'plain_text', text: 'Release' }, blocks: [] };
    await expect(messenger.updateView({ externalId: 'gone' }, view)).resolves.toBe(false);
    await expect(messenger.updateView({ viewId: 'V0GONE' }, view)).resolves.toBe(false);
  });

  it.each(['hash_conflict', 'not_found'])('answers false for %s', async (error) => {
    const { slack, messenger } = await aMessenger();
    slack.inject('views.update', { error });
    await expect(messenger.updateView({ viewId: 'V0', hash: 'h' }, home)).resolves.toBe(false);
  });

  it('does not repeat an update that bears a hash, for it would conflict with itself', async () => {
    const { slack, messenger } = await aMessenger();
    slack.inject('views.update', 'http-500-after-effect', 3);
    await expect(messenger.updateView({ viewId: 'V0', hash: 'h' }, home)).rejects.toMatchObject({ fault: 'transient' });
    expect(slack.calls.count('views.update')).toBe(1);
  });

  it('calls it a bug when a view has more than 100 blocks', async () => {
    const { messenger } = await aMessenger();
    const blocks = Array.from({ length: 101 }, () => ({ type: 'divider' }));
    await expect(messenger.publishHome('U0MIRA', { type: 'home', blocks })).rejects.toThrow('101 blocks');
  });
});

describe('chat.getPermalink', () => {
  it('gives the address of a message, and null for one that is gone', async () => {
    const { messenger } = await aMessenger();
    const at = await messenger.post(aPost(), first);
    await expect(messenger.permalink(at)).resolves.toMatch(/^https?:/);
    await expect(messenger.permalink({ ...at, ts: '1.000100' })).resolves.toBeNull();
  });
});
