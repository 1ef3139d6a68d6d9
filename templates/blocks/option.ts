import type { PlainTextOption } from '@slack/types';
import { plainText } from './text-object.ts';

/** The longest value an option may carry. What is longer cannot be offered in a menu. */
export const longestOption = 75;

/** An option whose value is what is chosen; names and versions only. */
export function option(value: string, label: string = value, description: string | null = null): PlainTextOption {
  return {
    text: plainText(label, 75),
    value,
    ...(description === null ? {} : { description: plainText(description, 75) }),
  };
}
