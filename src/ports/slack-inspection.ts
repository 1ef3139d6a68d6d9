/** What one reading call to Slack showed. */
export type SlackLook<T> =
  | { readonly kind: 'seen'; readonly value: T }
  /** Slack said no: `reason` is its error word, `needed` the scopes it named. */
  | { readonly kind: 'refused'; readonly reason: string; readonly needed: readonly string[] }
  /** Nothing is known: the server has no such method, limits it, or gave an answer that cannot be read. A whole sentence. */
  | { readonly kind: 'untold'; readonly why: string }
  /** No answer at all. A whole sentence. */
  | { readonly kind: 'away'; readonly why: string };

export type SlackBot = {
  readonly team: string;
  readonly name: string;
  /** What the token may do; null where the server does not tell. */
  readonly scopes: readonly string[] | null;
};

export type SlackChannel = { readonly name: string; readonly isArchived: boolean; readonly isMember: boolean };

/** Slack, looked at by the doctor. Each method is one call that changes nothing, and never throws. */
export type SlackInspection = {
  /** auth.test */
  bot(): Promise<SlackLook<SlackBot>>;
  /** apps.connections.open with the app-level token. The address it gives is not used. */
  socketMode(): Promise<SlackLook<true>>;
  /** conversations.info */
  channel(id: string): Promise<SlackLook<SlackChannel>>;
  /** conversations.history, one message */
  history(channel: string): Promise<SlackLook<true>>;
  /** users.info */
  user(id: string): Promise<SlackLook<{ readonly mayHoldRole: boolean }>>;
  /** usergroups.users.list: how many people are in the group */
  group(id: string): Promise<SlackLook<{ readonly size: number }>>;
};
