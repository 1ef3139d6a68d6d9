import { expect, it } from 'vitest';
import { aMessenger, aPost } from './messenger-fixture.ts';

const file = { name: 'CHANGELOG.md', title: 'Changelog of 1.5.0', text: '# 1.5.0\n\n- \u00dcbersicht\n' };

it('shares a text as a file in the thread, byte for byte', async () => {
  const { slack, messenger } = await aMessenger();
  const at = await messenger.post(aPost(), { mayExist: false });
  await messenger.shareFile(at, file, { mayExist: false });

  const [, reply] = await repliesIn(slack, at.ts);
  expect(reply?.files).toMatchObject([{ name: 'CHANGELOG.md', title: 'Changelog of 1.5.0' }]);
  const response = await fetch(reply?.files?.[0]?.url ?? '');
  expect(await response.text()).toBe(file.text);
});

it('shares a file of a name once, when it may be there already', async () => {
  const { slack, messenger } = await aMessenger();
  const at = await messenger.post(aPost(), { mayExist: false });
  await messenger.shareFile(at, file, { mayExist: true });
  await messenger.shareFile(at, file, { mayExist: true });
  await messenger.shareFile(at, { ...file, name: 'other.md' }, { mayExist: true });

  const names = (await repliesIn(slack, at.ts)).flatMap(({ files = [] }) => files.map(({ name }) => name));
  expect(names).toEqual(['CHANGELOG.md', 'other.md']);
});

it('tells that Slack refused, when the thread is gone', async () => {
  const { messenger } = await aMessenger();
  const nowhere = { channel: 'C0RELEASES', ts: '1.000001' };
  await expect(messenger.shareFile(nowhere, file, { mayExist: false })).rejects.toMatchObject({
    code: 'SLACK_FAILED',
  });
});

type Slack = Awaited<ReturnType<typeof aMessenger>>['slack'];

async function repliesIn(slack: Slack, ts: string) {
  return slack.messages('C0RELEASES').filter((message) => message.ts === ts || message.thread_ts === ts);
}
