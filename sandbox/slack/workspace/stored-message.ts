import type { Message } from '../client-api.ts';
import type { JsonObject } from '../json-object.ts';

/** A file shared with a message. `content` is what was uploaded. */
export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly url: string;
};

/** One message as the workspace keeps it. Records are replaced, never changed. */
export type StoredMessage = {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly JsonObject[];
  readonly metadata?: JsonObject;
  readonly bot?: boolean;
  readonly ephemeralTo?: string;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly broadcast?: boolean;
  readonly pinned?: boolean;
  readonly files?: readonly StoredFile[];
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[] }[];
};

/** The message in the words of the browser page. */
export function messageForPage(message: StoredMessage, replyCount: number): Message {
  return {
    channel: message.channel,
    ts: message.ts,
    user: message.user,
    text: message.text,
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.ephemeralTo === undefined ? {} : { ephemeralTo: message.ephemeralTo }),
    ...(message.edited === undefined ? {} : { edited: true }),
    ...(message.broadcast === true ? { broadcast: true } : {}),
    ...(replyCount > 0 ? { replyCount } : {}),
    ...(message.files === undefined ? {} : { files: message.files }),
  };
}
