import { expect, it } from 'vitest';
import { ReleaseError } from '#errors.ts';
import { createPublish, type PublishTo } from '#operations/publish.ts';

const words = { text: 'The changelog of 1.5.0.', blocks: [] };
const file = { name: 'CHANGELOG.md', title: 'Changelog', text: '# 1.5.0' };
const asked: PublishTo = {
  id: 'changelog-1',
  channel: 'C0RELEASES',
  replyTo: { kind: 'channel', user: 'U0MIRA', channel: 'C0RELEASES' },
};

/** A Slack that refuses posts to a channel where it is told to, and writes down what it was asked. */
function publishing(closed: string | null = null) {
  const tried: string[] = [];
  const claimed = new Set<string>();
  const publish = createPublish({
    scratch: {
      async claim(key) {
        const isFirst = !claimed.has(key);
        claimed.add(key);
        return isFirst;
      },
    },
    messenger: {
      async post({ channel, op }, { mayExist }) {
        tried.push(`post ${channel} ${op} ${mayExist ? 'again' : 'first'}`);
        if (channel === closed) throw new ReleaseError('SLACK_FAILED', 'user', 'The bot is not in the channel.');
        return { channel, ts: '1.0' };
      },
      async shareFile({ channel, ts }, { name }, { mayExist }) {
        tried.push(`file ${channel} ${ts} ${name} ${mayExist ? 'again' : 'first'}`);
      },
    },
  });
  return { publish, tried };
}

it('posts in the channel it was asked in, with files in the thread', async () => {
  const { publish, tried } = publishing();
  await expect(publish(asked, { words, files: [file] })).resolves.toEqual({ how: 'done', text: words.text });
  expect(tried).toEqual(['post C0RELEASES answer/changelog-1 first', 'file C0RELEASES 1.0 CHANGELOG.md first']);
});

it('puts details into the thread, each under a name of its own', async () => {
  const { publish, tried } = publishing();
  await publish(asked, { words, replies: [words, words] });
  expect(tried.slice(1)).toEqual([
    'post C0RELEASES answer/changelog-1/1 first',
    'post C0RELEASES answer/changelog-1/2 first',
  ]);
});

it('looks for what is there when the same request comes again', async () => {
  const { publish, tried } = publishing();
  await publish(asked, { words, files: [file] });
  await publish(asked, { words, files: [file] });
  expect(tried.slice(2)).toEqual([
    'post C0RELEASES answer/changelog-1 again',
    'file C0RELEASES 1.0 CHANGELOG.md again',
  ]);
});

it('writes to the person where the bot may not write in the channel', async () => {
  const { publish, tried } = publishing('C0RELEASES');
  await publish(asked, { words });
  expect(tried).toEqual(['post C0RELEASES answer/changelog-1 first', 'post U0MIRA answer/changelog-1 first']);
});

it('only answers the command line', async () => {
  const { publish, tried } = publishing();
  const answer = await publish({ ...asked, channel: null, replyTo: { kind: 'return' } }, { words, files: [file] });
  expect(answer.text).toBe(words.text);
  expect(tried).toEqual([]);
});
