import { isJsonObject, objectsIn } from '../json-object.ts';
import { also, type Check, flag, list, must, oneOf, shape } from './check.ts';
import { choiceOption, confirm } from './composition-objects.ts';
import { identifier } from './text-objects.ts';

const common = { action_id: identifier, confirm, focus_on_load: flag };
const options = list(choiceOption, 1, 10);

/** Checkboxes and radio buttons, by type. */
export const choiceElements = {
  checkboxes: also(
    shape({ type: oneOf('checkboxes'), options }, { ...common, initial_options: list(choiceOption, 1, 10) }),
    must(
      (value) => objectsIn(value.initial_options).every((chosen) => isAmong(chosen.value, value.options)),
      'initial_options must be among the provided options',
    ),
  ),
  radio_buttons: also(
    shape({ type: oneOf('radio_buttons'), options }, { ...common, initial_option: choiceOption }),
    must(
      (value) => !isJsonObject(value.initial_option) || isAmong(value.initial_option.value, value.options),
      'initial_option must be among the provided options',
    ),
  ),
} satisfies Record<string, Check>;

function isAmong(value: unknown, offered: unknown): boolean {
  return objectsIn(offered).some((option) => option.value === value);
}
