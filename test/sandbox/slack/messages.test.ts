import { expect, it } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/slack-options.ts';
import { aClient, aManifest, aSlack } from './sample-workspace.ts';

const refusedWith = (error: string) => ({ data: { ok: false, error } });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

async function aPost(slack: SandboxSlack, text = 'Release 1.5.0', more = {}) {
  const posted = await aClient(slack).chat.postMessage({ channel: slack.channel('releases').id, text, ...more });
  return { channel: posted.channel ?? '', ts: posted.ts ?? '' };
}

it('posts with strictly increasing timestamps', async () => {
  const slack = await aSlack({ timings: { now: () => 1_763_727_000_000 } });
  const posts = [await aPost(slack), await aPost(slack), await aPost(slack)];
  expect(posts.map((post) => post.ts)).toEqual(['1763727000.000100', '1763727000.000200', '1763727000.000300']);
});

it('fills in block ids and action ids that the app left out', async () => {
  const slack = await aSlack();
  const button = { type: 'button', text: { type: 'plain_text', text: 'Go' } };
  await aPost(slack, 'x', { blocks: [{ type: 'actions', elements: [button] }] });
  expect(slack.messages('releases')[0]?.blocks).toEqual([
    { type: 'actions', block_id: expect.any(String), elements: [{ ...button, action_id: expect.any(String) }] },
  ]);
});

it('keeps the ids it made up for the blocks that an update leaves in their order, and makes new ones for the others', async () => {
  const slack = await aSlack();
  const approve = { type: 'button', action_id: 'approve', text: { type: 'plain_text', text: 'Approve' } };
  const actions = { type: 'actions', elements: [approve] };
  const post = await aPost(slack, 'x', { blocks: [section('one'), actions] });
  const ids = () => slack.messages('releases')[0]?.blocks?.map(({ block_id }) => String(block_id)) ?? [];
  const [first = '', buttons] = ids();
  await aClient(slack).chat.update({ ...post, text: 'x', blocks: [section('one'), section('two'), actions] });
  expect(ids()).toEqual([first, expect.any(String), buttons]);
  expect(new Set(ids()).size).toBe(3);
  await aClient(slack).chat.update({
    ...post,
    text: 'x',
    blocks: [{ ...section('own'), block_id: first }, section('two')],
  });
  expect(ids()[0]).toBe(first);
  expect(new Set(ids()).size).toBe(2);
});

it('posts a repeated call twice, as Slack does', async () => {
  const slack = await aSlack();
  await aPost(slack);
  await aPost(slack);
  expect(slack.messages('releases')).toHaveLength(2);
  expect(slack.calls.count('chat.postMessage')).toBe(2);
});

it('refuses a message without anything in it', async () => {
  const slack = await aSlack();
  await expect(aPost(slack, '')).rejects.toMatchObject(refusedWith('no_text'));
});

it('cuts posted text at 40,000 characters and refuses an update beyond 4,000', async () => {
  const slack = await aSlack();
  const { channel, ts } = await aPost(slack, 'x'.repeat(40_001));
  expect(slack.messages('releases')[0]?.text).toHaveLength(40_000);
  const client = aClient(slack);
  await client.chat.update({ channel, ts, text: 'y'.repeat(4_000) });
  await expect(client.chat.update({ channel, ts, text: 'y'.repeat(4_001) })).rejects.toMatchObject(
    refusedWith('msg_too_long'),
  );
});

it('refuses 51 blocks with the pointer, and too much text in fewer with msg_blocks_too_long', async () => {
  const slack = await aSlack();
  await expect(aPost(slack, 'x', { blocks: Array(51).fill({ type: 'divider' }) })).rejects.toMatchObject({
    data: {
      error: 'invalid_blocks',
      errors: ['no more than 50 items allowed [json-pointer:/blocks]'],
      response_metadata: { messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'] },
    },
  });
  const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2_900)));
  await expect(aPost(slack, 'x', { blocks })).rejects.toMatchObject(refusedWith('msg_blocks_too_long'));
});

it('takes markdown_text alone and refuses it beside text or beyond 12,000 characters', async () => {
  const slack = await aSlack();
  const channel = slack.channel('releases').id;
  const client = aClient(slack);
  await client.chat.postMessage({ channel, markdown_text: '**bold**' });
  expect(slack.messages('releases')[0]?.blocks).toMatchObject([{ type: 'markdown', text: '**bold**' }]);
  await expect(client.apiCall('chat.postMessage', { channel, markdown_text: 'a', text: 'b' })).rejects.toMatchObject(
    refusedWith('markdown_text_conflict'),
  );
  await expect(client.chat.postMessage({ channel, markdown_text: 'a'.repeat(12_001) })).rejects.toMatchObject(
    refusedWith('msg_too_long'),
  );
});

it('takes blocks away when an update gives text only, and keeps the metadata', async () => {
  const slack = await aSlack();
  const metadata = { event_type: 'release', event_payload: { id: 'rel_1' } };
  const post = await aPost(slack, 'x', { blocks: [section('with blocks')], metadata });
  await aClient(slack).chat.update({ ...post, text: 'plain' });
  const [message] = slack.messages('releases');
  expect(message).toMatchObject({ text: 'plain', metadata, edited: { user: slack.workspace.app.userId } });
  expect(message).not.toHaveProperty('blocks');
});

it("refuses to update or delete another's message, a missing one and an ephemeral one", async () => {
  const slack = await aSlack();
  const channel = slack.channel('releases').id;
  const mira = slack.person('mira').id;
  await slack.act({ type: 'say', as: mira, channel, text: 'mine' });
  const ts = slack.messages('releases')[0]?.ts ?? '';
  const client = aClient(slack);
  const hidden = await client.chat.postEphemeral({ channel, user: mira, text: 'only you' });
  await expect(client.chat.update({ channel, ts, text: 'x' })).rejects.toMatchObject(
    refusedWith('cant_update_message'),
  );
  await expect(client.chat.delete({ channel, ts })).rejects.toMatchObject(refusedWith('cant_delete_message'));
  await expect(client.chat.update({ channel, ts: '1.000100', text: 'x' })).rejects.toMatchObject(
    refusedWith('message_not_found'),
  );
  await expect(client.chat.update({ channel, ts: hidden.message_ts ?? '', text: 'x' })).rejects.toMatchObject(
    refusedWith('message_not_found'),
  );
});

it('replies in threads, counts the replies and shows broadcasts in the channel', async () => {
  const slack = await aSlack();
  const { channel, ts } = await aPost(slack);
  const client = aClient(slack);
  await client.chat.postMessage({ channel, thread_ts: ts, text: 'one' });
  const reply = await client.chat.postMessage({ channel, thread_ts: ts, text: 'two', reply_broadcast: true });
  const history = await client.conversations.history({ channel });
  expect(history.messages?.map((message) => message.text)).toEqual(['two', 'Release 1.5.0']);
  expect(history.messages?.[1]).toMatchObject({ reply_count: 2, thread_ts: ts, latest_reply: reply.ts });
  const replies = await client.conversations.replies({ channel, ts });
  expect(replies.messages?.map((message) => message.text)).toEqual(['Release 1.5.0', 'one', 'two']);
  await expect(client.chat.postMessage({ channel, thread_ts: '1.000100', text: 'x' })).rejects.toMatchObject(
    refusedWith('thread_not_found'),
  );
  await expect(client.chat.postMessage({ channel, thread_ts: reply.ts ?? '', text: 'x' })).rejects.toMatchObject(
    refusedWith('cannot_reply_to_message'),
  );
});

it('gives whole metadata only where it is asked for', async () => {
  const slack = await aSlack();
  const metadata = { event_type: 'release', event_payload: { op: 'op_1', steps: [1, { a: 'b' }] } };
  const { channel } = await aPost(slack, 'x', { metadata });
  const client = aClient(slack);
  const bare = await client.conversations.history({ channel });
  const whole = await client.conversations.history({ channel, include_all_metadata: true });
  expect(bare.messages?.[0]?.metadata).toEqual({ event_type: 'release' });
  expect(whole.messages?.[0]?.metadata).toEqual(metadata);
});

it.each([
  ['no payload', { event_type: 'x' }, 'invalid_metadata_schema'],
  ['no type', { event_payload: {} }, 'invalid_metadata_schema'],
  ['a payload nested twice', { event_type: 'x', event_payload: { a: { b: { c: 1 } } } }, 'invalid_metadata_schema'],
  ['another field', { event_type: 'x', event_payload: {}, more: 1 }, 'invalid_metadata_schema'],
  ['too much in it', { event_type: 'x', event_payload: { a: 'x'.repeat(9_000) } }, 'metadata_too_large'],
  ['text for metadata', 'not json', 'invalid_metadata_format'],
])('refuses metadata with %s', async (_what, metadata, error) => {
  const slack = await aSlack();
  await expect(aPost(slack, 'x', { metadata })).rejects.toMatchObject(refusedWith(error));
});

it('pages through history by cursor and cuts it by time', async () => {
  const slack = await aSlack();
  const posts = [];
  for (const text of ['a', 'b', 'c', 'd', 'e']) posts.push(await aPost(slack, text));
  const channel = posts[0]?.channel ?? '';
  const client = aClient(slack);
  const first = await client.conversations.history({ channel, limit: 3 });
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await client.conversations.history({ channel, limit: 3, cursor });
  expect([first.has_more, second.has_more]).toEqual([true, false]);
  expect([...(first.messages ?? []), ...(second.messages ?? [])].map((message) => message.text).join('')).toBe('edcba');
  const after = await client.conversations.history({ channel, oldest: posts[2]?.ts ?? '' });
  const from = await client.conversations.history({ channel, oldest: posts[2]?.ts ?? '', inclusive: true });
  expect([after.messages?.length, from.messages?.length]).toEqual([2, 3]);
  await expect(client.conversations.history({ channel, cursor: 'bad' })).rejects.toMatchObject(
    refusedWith('invalid_cursor'),
  );
});

it('keeps ephemeral messages out of history, and sends them to members only', async () => {
  const slack = await aSlack({ manifest: aManifest() });
  const channel = slack.channel('releases').id;
  const client = aClient(slack);
  await client.chat.postEphemeral({ channel, user: slack.person('mira').id, text: 'only you' });
  expect((await client.conversations.history({ channel })).messages).toEqual([]);
  await client.conversations.join({ channel: slack.channel('random').id });
  await expect(
    client.chat.postEphemeral({ channel: slack.channel('random').id, user: slack.person('aiko').id, text: 'x' }),
  ).rejects.toMatchObject(refusedWith('user_not_in_channel'));
});

it('uploads a file in three steps and shares it in a thread', async () => {
  const slack = await aSlack();
  const { channel, ts } = await aPost(slack);
  await aClient(slack).filesUploadV2({
    channel_id: channel,
    thread_ts: ts,
    filename: 'plan.txt',
    content: 'step 1',
    initial_comment: 'The whole plan',
  });
  const shared = slack.messages('releases')[1];
  expect(shared).toMatchObject({ thread_ts: ts, text: 'The whole plan', files: [{ name: 'plan.txt', size: 6 }] });
  const file = await fetch(shared?.files?.[0]?.url ?? '');
  expect(await file.text()).toBe('step 1');
});

it('refuses to complete an upload that never came', async () => {
  const slack = await aSlack();
  const client = aClient(slack);
  const { file_id } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  await expect(
    client.files.completeUploadExternal({ files: [{ id: file_id ?? '', title: 'a' }] }),
  ).rejects.toMatchObject(refusedWith('file_not_found'));
});

it('reacts to and pins a message once', async () => {
  const slack = await aSlack();
  const { channel, ts } = await aPost(slack);
  const client = aClient(slack);
  await client.reactions.add({ channel, timestamp: ts, name: 'eyes' });
  await client.pins.add({ channel, timestamp: ts });
  expect(slack.messages('releases')[0]).toMatchObject({ reactions: [{ name: 'eyes' }], pinned: true });
  await expect(client.reactions.add({ channel, timestamp: ts, name: 'eyes' })).rejects.toMatchObject(
    refusedWith('already_reacted'),
  );
  await expect(client.pins.add({ channel, timestamp: ts })).rejects.toMatchObject(refusedWith('already_pinned'));
});

it('gives a permalink that names channel and timestamp', async () => {
  const slack = await aSlack();
  const { channel, ts } = await aPost(slack);
  const { permalink } = await aClient(slack).chat.getPermalink({ channel, message_ts: ts });
  expect(permalink).toBe(`${slack.url}/archives/${channel}/p${ts.replace('.', '')}`);
});
