import { createContext, use } from 'react';
import { type BlockElement, words } from '../block-types.ts';

/** How an input block names and describes the control inside it. */
export type Field = {
  readonly controlId: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
  /** True if a change is kept for the submission only; false if it also acts at once. */
  readonly isInput: boolean;
  readonly isOptional: boolean;
};

/** The field around an element; nothing for elements of sections and actions. */
export const FieldContext = createContext<Field | null>(null);

type Naming = {
  readonly id?: string;
  readonly 'aria-labelledby'?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
};

/** Attributes that name an element's control: by its label, or by its placeholder where there is no label. */
export function useNaming(element: BlockElement): Naming {
  const field = use(FieldContext);
  if (field === null) return { 'aria-label': words(element.placeholder) || element.type.replaceAll('_', ' ') };
  return {
    id: field.controlId,
    'aria-labelledby': field.labelId,
    ...(field.describedBy === undefined ? {} : { 'aria-describedby': field.describedBy }),
    ...(field.isInvalid ? { 'aria-invalid': true as const } : {}),
  };
}

/** True if a change of the element is kept for the submission only. */
export function useIsInput(): boolean {
  return use(FieldContext)?.isInput === true;
}
