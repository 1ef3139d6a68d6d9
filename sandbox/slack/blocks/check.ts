import { isJsonObject, type JsonObject } from '../json-object.ts';

/** One complaint about a Block Kit value: a JSON pointer and Slack's sentence. */
export type Problem = { readonly pointer: string; readonly message: string };

/** Looks at one value at one pointer and lists what Slack would complain of. */
export type Check = (value: unknown, at: string) => readonly Problem[];

const problem = (pointer: string, message: string): readonly Problem[] => [{ pointer, message }];

/** A string of `min` to `max` characters. */
export function text(min: number, max: number): Check {
  return (value, at) => {
    if (typeof value !== 'string') return problem(at, 'must provide a string');
    if (value.length < min) return problem(at, `must be more than ${min - 1} characters`);
    if (value.length > max) return problem(at, `must be less than ${max + 1} characters`);
    return [];
  };
}

/** A string that matches a pattern; `expected` says what it should look like. */
export function pattern(format: RegExp, expected: string): Check {
  return (value, at) => (typeof value === 'string' && format.test(value) ? [] : problem(at, expected));
}

/** An http, https or mailto address of at most 3,000 characters. */
export const url: Check = (value, at) => {
  const problems = text(1, 3000)(value, at);
  if (problems.length > 0) return problems;
  return /^(https?:\/\/|mailto:|slack:\/\/)\S+$/.test(String(value)) ? [] : problem(at, 'must be a valid URL');
};

/** True or false. */
export const flag: Check = (value, at) => (typeof value === 'boolean' ? [] : problem(at, 'must provide a boolean'));

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number): Check {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return problem(at, 'must provide an integer');
    if (value < min) return problem(at, `must be greater than ${min - 1}`);
    if (value > max) return problem(at, `must be less than ${max + 1}`);
    return [];
  };
}

/** Any finite number. */
export const number: Check = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : problem(at, 'must provide a number');

/** One of a fixed set of values. */
export function oneOf(...allowed: readonly unknown[]): Check {
  return (value, at) => (allowed.includes(value) ? [] : problem(at, `must be a valid enum value`));
}

/** A list of `min` to `max` items, each of which passes `item`. */
export function list(item: Check, min: number, max: number): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return problem(at, 'must provide an array');
    if (value.length < min) return problem(at, `must provide at least ${min} items`);
    if (value.length > max) return problem(at, `no more than ${max} items allowed`);
    return value.flatMap((entry, index) => item(entry, `${at}/${index}`));
  };
}

/** The fields an object must and may have. Any other field is refused, as Slack does. */
export function shape(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, at) => {
    if (!isJsonObject(value)) return problem(at, 'must provide an object');
    const missing = Object.keys(required).filter((field) => value[field] === undefined);
    const given = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return [
      ...missing.flatMap((field) => problem(at, `missing required field: ${field}`)),
      ...given.flatMap(([field, entry]) => {
        const check = Object.hasOwn(required, field) ? required[field] : undefined;
        const known = check ?? (Object.hasOwn(optional, field) ? optional[field] : undefined);
        return known === undefined
          ? problem(at, `invalid additional property: ${field}`)
          : known(entry, `${at}/${field}`);
      }),
    ];
  };
}

/** An object whose `type` chooses the check. A type that is not in the table is unsupported there. */
export function byType(table: Readonly<Record<string, Check>>): Check {
  return (value, at) => {
    if (!isJsonObject(value)) return problem(at, 'must provide an object');
    if (typeof value.type !== 'string') return problem(at, 'missing required field: type');
    const check = Object.hasOwn(table, value.type) ? table[value.type] : undefined;
    return check === undefined ? problem(`${at}/type`, `unsupported type: ${value.type}`) : check(value, at);
  };
}

/** A check and, only where it passes, a further rule over the whole object. */
export function also(check: Check, rule: (value: JsonObject, at: string) => readonly Problem[]): Check {
  return (value, at) => {
    const problems = check(value, at);
    return problems.length > 0 || !isJsonObject(value) ? problems : rule(value, at);
  };
}

/** A rule that refuses an object with a sentence unless the condition holds. */
export function must(holds: (value: JsonObject) => boolean, message: string) {
  return (value: JsonObject, at: string): readonly Problem[] => (holds(value) ? [] : problem(at, message));
}
