import { nearestWord } from './nearest-word.ts';

const placeholder = /\{([A-Za-z][A-Za-z0-9_-]*)\}/g;

export type Filling =
  | { readonly kind: 'filled'; readonly text: string }
  | { readonly kind: 'refused'; readonly placeholder: string; readonly why: string };

/** The names between braces in a template, in order, repeats included. Braces around anything but one word are plain text. */
export function placeholdersIn(template: string): readonly string[] {
  return Array.from(template.matchAll(placeholder), (match) => match[1] ?? '');
}

/**
 * Puts each value in the place of its `{name}`. A value is never read again, so a value that holds braces stays as it is. Refuses a
 * name that is not among `values` with the nearest one, and fills in nothing then.
 */
export function fillPlaceholders(template: string, values: Readonly<Record<string, string>>): Filling {
  const unknown = placeholdersIn(template).find((name) => !Object.hasOwn(values, name));
  if (unknown !== undefined) return refuse(unknown, Object.keys(values));
  return { kind: 'filled', text: template.replace(placeholder, (_whole, name: string) => values[name] ?? '') };
}

/** Says whether every placeholder of the template is among `known`; null when so. For the configuration, where no values exist yet. */
export function checkPlaceholders(
  template: string,
  known: readonly string[],
): Extract<Filling, { kind: 'refused' }> | null {
  const unknown = placeholdersIn(template).find((name) => !known.includes(name));
  return unknown === undefined ? null : refuse(unknown, known);
}

function refuse(name: string, known: readonly string[]): Extract<Filling, { kind: 'refused' }> {
  const list = known.map((each) => `{${each}}`).join(', ');
  const nearest = nearestWord(name, known);
  const hint = nearest === null ? `Use one of ${list}.` : `Did you mean {${nearest}}?`;
  return { kind: 'refused', placeholder: name, why: `There is no placeholder {${name}}. ${hint}` };
}
