import { type KeyboardEvent, use } from 'react';
import { words } from '../block-types.ts';
import { type Placed, useDispatch, useElementState, useSurface } from '../blocks/surface.tsx';
import { FieldContext, useIsInput, useNaming } from './field-context.ts';

const INPUT_KINDS: Readonly<Record<string, { readonly type: string; readonly inputMode?: 'decimal' }>> = {
  email_text_input: { type: 'email' },
  url_text_input: { type: 'url' },
  number_input: { type: 'text', inputMode: 'decimal' },
};

/** A line or an area of text, or a number. With `dispatch_action` it acts on Enter, or on each character if so configured. */
export function TextElement(placed: Placed) {
  const { element, blockId, actionId } = placed;
  const { put } = useSurface();
  const state = useElementState(placed);
  const dispatch = useDispatch(placed);
  const isInput = useIsInput();
  const isRequired = use(FieldContext)?.isOptional === false;
  const naming = useNaming(element);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const type = (text: string): void => {
    const next = { type: element.type, value: text === '' ? null : text };
    if (!isInput && triggers.includes('on_character_entered')) void dispatch({ value: next.value }, next);
    else put(blockId, actionId, next);
  };
  const actsOnEnter = !isInput && triggers.includes('on_enter_pressed');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !actsOnEnter) return;
    event.preventDefault();
    void dispatch({ value: state.value });
  };
  const shared = {
    ...naming,
    'aria-required': isRequired,
    'data-action-id': actionId,
    'data-focus-on-load': element.focus_on_load === true ? '' : undefined,
    className: 'text',
    placeholder: words(element.placeholder),
    value: typeof state.value === 'string' ? state.value : '',
    maxLength: element.max_length,
    onChange: (event: { readonly target: { readonly value: string } }) => type(event.target.value),
  };
  if (element.multiline === true) return <textarea {...shared} rows={4} />;
  return <input {...shared} {...INPUT_KINDS[element.type]} autoComplete="off" onKeyDown={onKeyDown} />;
}
