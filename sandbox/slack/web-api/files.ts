import type { SlackCore } from '../core.ts';
import { isJsonObject, type JsonObject, objectsIn, stringField } from '../json-object.ts';
import { invalidArguments, SlackRefusal } from '../refusal.ts';
import type { StoredFile } from '../workspace/stored-message.ts';
import { appMessage } from './chat-post-message.ts';
import { channelToPostIn } from './find-channel.ts';
import { requireThread } from './find-thread.ts';
import { readBlocks } from './message-content.ts';
import type { Method } from './method.ts';

/** Slack method files.getUploadURLExternal: an address to upload one file of a known length to. */
export const filesGetUploadURLExternal: Method = {
  tokens: ['bot'],
  scopes: ['files:write'],
  tier: 4,
  run({ core, args }) {
    const name = args.needed('filename');
    const length = Number(args.needed('length'));
    if (!Number.isInteger(length) || length <= 0) throw invalidArguments('`length` must be more than 0');
    const upload = core.uploads.begin(name, length);
    return { upload_url: `${core.url()}/upload/${upload.id}`, file_id: upload.id };
  },
};

/** Slack method files.completeUploadExternal: shares what was uploaded, in one message if a channel is given. */
export const filesCompleteUploadExternal: Method = {
  tokens: ['bot'],
  scopes: ['files:write'],
  tier: 4,
  run({ core, args }) {
    const asked = objectsIn(args.json('files', 'invalid_arguments'));
    if (asked.length === 0) throw invalidArguments('missing required field: files [json-pointer:/files]');
    const files = asked.map((entry) => uploadedFile(core, entry));
    const channelId = args.text('channel_id') ?? args.text('channels')?.split(',')[0];
    if (channelId !== undefined) {
      const channel = channelToPostIn(core, channelId);
      const threadTs = args.text('thread_ts');
      requireThread(core, channel.id, threadTs);
      const content = { text: args.text('initial_comment') ?? '', blocks: readBlocks(args) };
      core.workspace.messages.add({
        ...appMessage(core, channel.id, content),
        files,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      });
    }
    for (const file of files) {
      const upload = core.uploads.get(file.id);
      if (upload !== undefined) core.uploads.replace({ ...upload, shared: file });
    }
    return { files };
  },
};

function uploadedFile(core: SlackCore, entry: JsonObject): StoredFile {
  const upload = core.uploads.get(isJsonObject(entry) ? String(entry.id) : '');
  if (upload === undefined || upload.content === null) throw new SlackRefusal('file_not_found');
  return {
    id: upload.id,
    name: upload.name,
    title: stringField(entry, 'title') ?? upload.name,
    size: upload.content.length,
    url: `${core.url()}/files/${upload.id}/${encodeURIComponent(upload.name)}`,
  };
}
