import { isJsonObject, type JsonObject, objectsIn } from '../json-object.ts';
import { also, type Check, flag, list, must, oneOf, type Problem, shape, text, whole } from './check.ts';
import { confirm, conversationFilter, menuOption, optionGroup } from './composition-objects.ts';
import { identifier, placeholder } from './text-objects.ts';

const common = { action_id: identifier, placeholder, confirm, focus_on_load: flag };
const many = { ...common, max_selected_items: whole(1, 1000) };
const ids = list(text(1, 255), 0, 1000);
const choices = { options: list(menuOption, 1, 100), option_groups: list(optionGroup, 1, 100) };

/** Refuses a menu without exactly one of `options` and `option_groups`, and an initial choice that is not among them. */
function offeredChoices(value: JsonObject, at: string): readonly Problem[] {
  const shapeProblems = must(
    (menu) => (menu.options === undefined) !== (menu.option_groups === undefined),
    'must define either `options` or `option_groups`',
  )(value, at);
  if (shapeProblems.length > 0) return shapeProblems;
  const offered = [...objectsIn(value.options), ...objectsIn(value.option_groups).flatMap((g) => objectsIn(g.options))];
  const initial = isJsonObject(value.initial_option) ? [value.initial_option] : objectsIn(value.initial_options);
  const isOffered = (choice: JsonObject) => offered.some((option) => option.value === choice.value);
  const field = value.initial_option === undefined ? 'initial_options' : 'initial_option';
  return initial.every(isOffered)
    ? []
    : [{ pointer: `${at}/${field}`, message: 'must be one of the provided options' }];
}

/** Select menus and their multi forms, by type. */
export const selectElements = {
  static_select: also(
    shape({ type: oneOf('static_select') }, { ...common, ...choices, initial_option: menuOption }),
    offeredChoices,
  ),
  multi_static_select: also(
    shape({ type: oneOf('multi_static_select') }, { ...many, ...choices, initial_options: list(menuOption, 1, 100) }),
    offeredChoices,
  ),
  users_select: shape({ type: oneOf('users_select') }, { ...common, initial_user: text(1, 255) }),
  multi_users_select: shape({ type: oneOf('multi_users_select') }, { ...many, initial_users: ids }),
  channels_select: shape(
    { type: oneOf('channels_select') },
    { ...common, initial_channel: text(1, 255), response_url_enabled: flag },
  ),
  multi_channels_select: shape({ type: oneOf('multi_channels_select') }, { ...many, initial_channels: ids }),
  conversations_select: shape(
    { type: oneOf('conversations_select') },
    {
      ...common,
      initial_conversation: text(1, 255),
      default_to_current_conversation: flag,
      response_url_enabled: flag,
      filter: conversationFilter,
    },
  ),
  multi_conversations_select: shape(
    { type: oneOf('multi_conversations_select') },
    { ...many, initial_conversations: ids, default_to_current_conversation: flag, filter: conversationFilter },
  ),
} satisfies Record<string, Check>;
