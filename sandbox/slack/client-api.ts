/**
 * What the sandbox's Slack server and its browser page say to each other. The page opens a WebSocket at `/client`, gets one
 * `hello` with the whole picture, then a message for each change. What the person does goes over the same socket as `Act`s;
 * every act carries an `id` and is answered by one `answer` with that id.
 */

/** One person of the sandbox workspace, or a bot user. `id` is a Slack user id (U...). */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly isBot: boolean;
  readonly color: string;
  readonly groups: readonly string[];
};

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'im';
  readonly topic: string;
  readonly isArchived: boolean;
  readonly members: readonly string[];
};

/** One Slack message as stored. `blocks` is what the app sent (already validated); `ephemeralTo` is set for ephemeral ones. */
export type Message = {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Record<string, unknown>[];
  readonly ephemeralTo?: string;
  readonly edited?: boolean;
  readonly broadcast?: boolean;
  readonly replyCount?: number;
  readonly files?: readonly {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    readonly url: string;
  }[];
};

/** An open modal of one person; `errors` are the block_id-keyed answers of the last submission. */
export type ModalView = {
  readonly id: string;
  readonly userId: string;
  readonly view: Record<string, unknown>;
  readonly hash: string;
  readonly errors?: Readonly<Record<string, string>>;
};

export type Command = { readonly command: string; readonly description: string; readonly usage_hint?: string };

/** One line of the guided path: what to do, and whether the server has seen it done. */
export type GuideStep = {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly type?: string;
  readonly done: boolean;
};

/** What the page shows of the shop: what runs, its traffic, and the changes a person may push to its main branch. */
export type ShopPanel = {
  readonly services: readonly {
    readonly name: string;
    readonly environment: string;
    readonly version: string | null;
    readonly healthy: boolean;
    readonly requests: number;
    readonly errors: number;
  }[];
  readonly databases?: readonly {
    readonly environment: string;
    readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[];
    /** Migrations that have run, oldest first. */
    readonly applied: readonly string[];
    readonly backups: number;
  }[];
  readonly changes: readonly {
    readonly id: string;
    readonly title: string;
    readonly description: string;
    readonly pushed: boolean;
  }[];
  readonly url: string;
};

export type Picture = {
  readonly team: { readonly id: string; readonly name: string };
  readonly appName: string;
  readonly appUserId: string;
  readonly people: readonly Person[];
  /** The workspace's user groups, so that mentions can be shown by handle. `Person.groups` holds their ids or handles. */
  readonly userGroups?: readonly { readonly id: string; readonly handle: string; readonly name: string }[];
  readonly channels: readonly Channel[];
  readonly messages: readonly Message[];
  readonly commands: readonly Command[];
  readonly homes: Readonly<Record<string, Record<string, unknown>>>;
  readonly modals: readonly ModalView[];
  readonly guide: readonly GuideStep[];
  readonly shop: ShopPanel | null;
  readonly appConnected: boolean;
};

/** Server to page. */
export type Change =
  | { readonly type: 'hello'; readonly picture: Picture }
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'message_deleted'; readonly channel: string; readonly ts: string }
  | { readonly type: 'channel'; readonly channel: Channel }
  | { readonly type: 'modal_opened'; readonly modal: ModalView }
  | { readonly type: 'modal_updated'; readonly modal: ModalView }
  | { readonly type: 'modal_closed'; readonly id: string }
  | { readonly type: 'home'; readonly userId: string; readonly view: Record<string, unknown> }
  | { readonly type: 'guide'; readonly guide: readonly GuideStep[] }
  | { readonly type: 'shop'; readonly shop: ShopPanel }
  | { readonly type: 'connection'; readonly appConnected: boolean }
  | {
      readonly type: 'answer';
      readonly id: string;
      readonly ok: boolean;
      readonly error?: string;
      readonly data?: unknown;
    };

/** Page to server. `as` is the person the newcomer acts as. `state` in view acts is Slack's own `view.state.values` shape. */
export type Act = { readonly id: string; readonly as: string } & (
  | { readonly type: 'say'; readonly channel: string; readonly text: string; readonly thread_ts?: string }
  | { readonly type: 'command'; readonly channel: string; readonly command: string; readonly text: string }
  | {
      readonly type: 'block_action';
      readonly container:
        | { readonly type: 'message'; readonly channel: string; readonly ts: string }
        | { readonly type: 'view'; readonly viewId: string }
        | { readonly type: 'home' };
      readonly block_id: string;
      readonly action_id: string;
      /** The action as Slack would send it less action_ts: `{type:'button', value}`, `{type:'static_select', selected_option}` and so on. */
      readonly action: Record<string, unknown>;
      readonly state?: Record<string, unknown>;
    }
  | { readonly type: 'view_submit'; readonly viewId: string; readonly state: Record<string, unknown> }
  | { readonly type: 'view_close'; readonly viewId: string }
  | { readonly type: 'open_home' }
  | { readonly type: 'push_change'; readonly change: string }
);
