/** Block Kit as plain data; templates make it by Slack's schema, the sandbox and Slack check it. */
export type Blocks = readonly Readonly<Record<string, unknown>>[];

/** One message a release keeps in Slack, as it should look now. A slot is posted once; editable ones follow the release. */
export type Drawing = {
  /** `card`, `detail`, `event/12`, `notes/1`: unique in the release, stable over its life. */
  readonly slot: string;
  /** Null for the root message; replies name `card`. */
  readonly parent: 'card' | null;
  /** Also shown in the channel: failures, rollbacks and ends only. */
  readonly broadcast: boolean;
  readonly isEditable: boolean;
  readonly text: string;
  readonly blocks: Blocks;
};

/** A message's content: `text` is the full sentence that notifications and screen readers get, and the command line prints. */
export type Words = { readonly text: string; readonly blocks: Blocks };

/** A modal or App Home view, by Slack's schema. */
export type View = Readonly<Record<string, unknown>>;
