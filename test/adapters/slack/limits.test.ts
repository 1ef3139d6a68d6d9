import { describe, expect, it } from 'vitest';
import { createHeldClock } from '#test/support/held-clock.ts';
import { aMessenger, aPost } from './messenger-fixture.ts';

const first = { mayExist: false };

describe('rate limits', () => {
  it('holds up neither another channel nor another method while one channel waits for its Retry-After', async () => {
    const clock = createHeldClock();
    const { slack, messenger } = await aMessenger({ clock });
    const ended: string[] = [];
    slack.inject('chat.postMessage', { rateLimited: 5 });
    const held = messenger.post(aPost(), first).then(() => ended.push('releases'));
    await clock.sleepers(1);

    const elsewhere = await messenger.post(aPost({ channel: 'C0GENERAL', op: 'rel-2/card' }), first);
    ended.push('general');
    await messenger.update(elsewhere, { text: 'Release 2.0.0 has begun.' });
    ended.push('update');
    expect(slack.messages('releases')).toEqual([]);

    await clock.advance(5_000);
    await held;
    expect(ended).toEqual(['general', 'update', 'releases']);
    expect(slack.messages('releases')).toHaveLength(1);
  });

  it('makes a limited call again after Retry-After and not before', async () => {
    const clock = createHeldClock();
    const { slack, messenger } = await aMessenger({ clock });
    slack.inject('chat.postMessage', { rateLimited: 3 });
    const post = messenger.post(aPost(), first);
    await clock.sleepers(1);
    await clock.advance(2_999);
    expect(slack.calls.count('chat.postMessage')).toBe(1);
    await clock.advance(1);
    await post;
    expect(slack.calls.count('chat.postMessage')).toBe(2);
  });

  it('says when to come back instead of waiting longer than its patience', async () => {
    const clock = createHeldClock();
    const { slack, messenger } = await aMessenger({ clock, patience: 10_000 });
    slack.inject('chat.postMessage', { rateLimited: 60 });
    const failure = await messenger.post(aPost(), first).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SLACK_UNAVAILABLE', retryAt: clock.now() + 60_000 });
    expect(slack.calls.count('chat.postMessage')).toBe(1);
  });

  it('sends no more than a small burst to one channel at once, and keeps the order', async () => {
    const clock = createHeldClock();
    const { slack, messenger } = await aMessenger({ clock });
    const posts = ['a', 'b', 'c', 'd', 'e'].map((op) => messenger.post(aPost({ op, body: { text: op } }), first));
    await Promise.all(posts.slice(0, 3));
    await clock.sleepers(2);
    expect(slack.messages('releases')).toHaveLength(3);
    await clock.advance(1_000);
    await posts[3];
    await clock.advance(1_000);
    await posts[4];
    expect(
      slack
        .messages('releases')
        .slice(3)
        .map(({ text }) => text),
    ).toEqual(['d', 'e']);
  });
});
