import type { Millis } from '#domain/ids.ts';

/** Block Kit as data: templates make it, the adapter sends it. `text` is the full sentence that notifications and screen readers get. */
export type MessageBody = { readonly text: string; readonly blocks?: readonly Readonly<Record<string, unknown>>[] };

export type Posted = { readonly channel: string; readonly ts: string };

export type PostRequest = {
  readonly channel: string;
  readonly threadTs?: string;
  /** Also show the reply in the channel: failures, rollbacks and ends only. */
  readonly broadcast?: boolean;
  readonly body: MessageBody;
  /** Names this post in message metadata, so that it is found again after a crash instead of posted twice. */
  readonly op: string;
};

/** A text that is too long for a message, or wanted as a file. */
export type TextFile = {
  /** With its ending, such as `CHANGELOG.md`. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
};

/** Slack, going out. Every method retries by itself only where a repeat cannot show twice. */
export type Messenger = {
  /**
   * Posts once per `op`: with `mayExist` the thread or channel is searched for the op first, from `since` on when that is known
   * (Slack method chat.postMessage). Throws SLACK_UNAVAILABLE when it is not known whether the post arrived: come back with `mayExist`.
   */
  post(request: PostRequest, options: { readonly mayExist: boolean; readonly since?: Millis }): Promise<Posted>;
  /** Rewrites a message in place (chat.update). False when the message is gone or can no longer be edited. */
  update(at: Posted, body: MessageBody): Promise<boolean>;
  /** Shows a message to one person in a channel (chat.postEphemeral). Never a record of anything. */
  whisper(request: {
    readonly channel: string;
    readonly user: string;
    readonly threadTs?: string;
    readonly body: MessageBody;
  }): Promise<void>;
  /** Answers through a response_url; falls back on nothing: an expired url is reported as false. */
  respond(responseUrl: string, body: MessageBody, options?: { readonly replaceOriginal?: boolean }): Promise<boolean>;
  /** Rewrites an open modal found by `externalId` (views.update). False when it has been closed. */
  updateView(
    view: { readonly externalId: string } | { readonly viewId: string; readonly hash?: string },
    body: Readonly<Record<string, unknown>>,
  ): Promise<boolean>;
  /**
   * Puts a text file into a thread, once per name: with `mayExist` the thread is searched for it first (Slack methods
   * files.getUploadURLExternal and files.completeUploadExternal).
   */
  shareFile(at: Posted, file: TextFile, options: { readonly mayExist: boolean }): Promise<void>;
  /** Draws a person's App Home (views.publish). */
  publishHome(user: string, view: Readonly<Record<string, unknown>>): Promise<void>;
  permalink(at: Posted): Promise<string | null>;
};
