/**
 * The parts of Block Kit that the page reads. The server has validated what the app sent, so these types are tolerant: every
 * field may be missing, and a block of an unknown type is drawn as a sentence.
 */

/** A text composition object; `mrkdwn` is parsed, `plain_text` is shown as it stands apart from emoji names. */
export type TextObject = {
  readonly type?: string;
  readonly text: string;
  readonly emoji?: boolean;
  readonly verbatim?: boolean;
};

/** One choice of a select, overflow, checkbox or radio element. */
export type Option = {
  readonly text: TextObject;
  readonly value?: string;
  readonly description?: TextObject;
  readonly url?: string;
};

/** A confirm composition object: the dialog shown before an element acts. */
export type Confirm = {
  readonly title: TextObject;
  readonly text: TextObject;
  readonly confirm?: TextObject;
  readonly deny?: TextObject;
  readonly style?: string;
};

/** When a text input sends its own `block_actions`. */
export type DispatchConfig = { readonly trigger_actions_on?: readonly string[] };

/** Any block element; which fields are set follows from `type`. */
export type BlockElement = {
  readonly type: string;
  readonly action_id?: string;
  readonly block_id?: string;
  readonly text?: TextObject | string;
  readonly value?: string;
  readonly url?: string;
  readonly style?: string;
  readonly accessibility_label?: string;
  readonly placeholder?: TextObject;
  readonly confirm?: Confirm;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly { readonly label: TextObject; readonly options: readonly Option[] }[];
  readonly initial_option?: Option;
  readonly initial_options?: readonly Option[];
  readonly initial_user?: string;
  readonly initial_users?: readonly string[];
  readonly initial_conversation?: string;
  readonly initial_conversations?: readonly string[];
  readonly initial_channel?: string;
  readonly initial_channels?: readonly string[];
  readonly default_to_current_conversation?: boolean;
  readonly initial_date?: string;
  readonly initial_time?: string;
  readonly initial_date_time?: number;
  readonly initial_value?: string | number;
  readonly multiline?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly is_decimal_allowed?: boolean;
  readonly min_value?: string;
  readonly max_value?: string;
  readonly max_selected_items?: number;
  readonly focus_on_load?: boolean;
  readonly dispatch_action_config?: DispatchConfig;
  readonly image_url?: string;
  readonly alt_text?: string;
};

/** One cell of a `table` or `data_table`. */
export type TableCell = {
  readonly type: string;
  readonly text?: string;
  readonly value?: number;
  readonly elements?: readonly Record<string, unknown>[];
};

/** How one column of a `table` is set. */
export type ColumnSetting = { readonly align?: string; readonly is_wrapped?: boolean } | null;

/** Any block; which fields are set follows from `type`. */
export type Block = {
  readonly type: string;
  readonly block_id?: string;
  readonly text?: TextObject | string;
  readonly title?: TextObject | string;
  readonly subtitle?: TextObject;
  readonly body?: TextObject;
  readonly caption?: TextObject | string;
  readonly level?: string | number;
  readonly fields?: readonly TextObject[];
  readonly accessory?: BlockElement;
  readonly elements?: readonly (BlockElement & TextObject)[];
  readonly actions?: readonly BlockElement[];
  readonly element?: BlockElement;
  readonly label?: TextObject;
  readonly hint?: TextObject;
  readonly optional?: boolean;
  readonly dispatch_action?: boolean;
  readonly image_url?: string;
  readonly alt_text?: string;
  readonly header?: readonly TableCell[];
  readonly rows?: readonly (readonly TableCell[])[];
  readonly column_settings?: readonly ColumnSetting[];
  readonly tasks?: readonly Block[];
  readonly task_id?: string;
  readonly status?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly sources?: readonly { readonly url: string; readonly text?: string }[];
  readonly child_blocks?: readonly Block[];
  readonly cards?: readonly Block[];
  readonly is_collapsible?: boolean;
};

/** A modal or Home view as the app sent it. */
export type View = {
  readonly type?: string;
  readonly title?: TextObject;
  readonly submit?: TextObject;
  readonly close?: TextObject;
  readonly blocks?: readonly Block[];
};

/** Reads stored JSON as blocks; this is the one place where validated JSON becomes typed. */
export function readBlocks(blocks: readonly Record<string, unknown>[] | undefined): readonly Block[] {
  return (blocks ?? []) as unknown as readonly Block[];
}

/** Reads a stored view; a missing one is an empty view. */
export function readView(view: Record<string, unknown> | undefined): View {
  return (view ?? {}) as unknown as View;
}

/** The words of a text object or of a bare string; nothing for nothing. */
export function words(text: TextObject | string | null | undefined): string {
  return typeof text === 'string' ? text : (text?.text ?? '');
}
