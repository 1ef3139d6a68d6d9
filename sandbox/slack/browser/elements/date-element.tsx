import { type Placed, useChange, useElementState } from '../blocks/surface.tsx';
import { stateField } from './element-state.ts';
import { useIsInput, useNaming } from './field-context.ts';

const INPUT_TYPES: Readonly<Record<string, string>> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** A date (`YYYY-MM-DD`), a time (`HH:mm`) or a moment (Unix seconds), picked with the browser's own control. */
export function DateElement(placed: Placed) {
  const { element } = placed;
  const field = stateField(element.type) ?? 'selected_date';
  const held = useElementState(placed)[field];
  const change = useChange(placed, useIsInput());
  const naming = useNaming(element);
  const isMoment = element.type === 'datetimepicker';
  const pick = (text: string): void => {
    const moment = isMoment ? Math.floor(new Date(text).getTime() / 1000) : text;
    change(field, text === '' ? null : moment);
  };
  return (
    <input
      {...naming}
      className="text date"
      data-action-id={placed.actionId}
      type={INPUT_TYPES[element.type] ?? 'date'}
      value={isMoment && typeof held === 'number' ? localMoment(held) : String(held ?? '')}
      onChange={(event) => pick(event.target.value)}
    />
  );
}

function localMoment(seconds: number): string {
  const date = new Date(seconds * 1000);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
