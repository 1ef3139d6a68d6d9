type Style = { readonly bold?: true; readonly italic?: true; readonly code?: true; readonly strike?: true };

/** A part of a line, in Slack's own rich text shapes: text in one of them is only ever text. */
export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly style?: Style }
  /** `text` is never empty; `url` is one of ours, http or https. */
  | { readonly type: 'link'; readonly url: string; readonly text: string }
  | { readonly type: 'user'; readonly user_id: string }
  | { readonly type: 'channel'; readonly channel_id: string }
  | { readonly type: 'date'; readonly timestamp: number; readonly format: string; readonly fallback: string };

/** A line of text, written once and drawn as rich text in blocks and as escaped mrkdwn in the `text` of a message. */
export type Phrase = readonly Inline[];
