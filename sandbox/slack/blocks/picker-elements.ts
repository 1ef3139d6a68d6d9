import { type Check, flag, oneOf, pattern, shape, text, whole } from './check.ts';
import { confirm } from './composition-objects.ts';
import { identifier, placeholder } from './text-objects.ts';

const common = { action_id: identifier, confirm, focus_on_load: flag };

/** Date and time pickers, by type. */
export const pickerElements = {
  datepicker: shape(
    { type: oneOf('datepicker') },
    { ...common, placeholder, initial_date: pattern(/^\d{4}-\d{2}-\d{2}$/, 'must be a date in the format YYYY-MM-DD') },
  ),
  timepicker: shape(
    { type: oneOf('timepicker') },
    {
      ...common,
      placeholder,
      initial_time: pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time in the format HH:mm'),
      timezone: text(1, 100),
    },
  ),
  datetimepicker: shape(
    { type: oneOf('datetimepicker') },
    { ...common, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
  ),
} satisfies Record<string, Check>;
