import { isJsonObject, type JsonObject } from '../json-object.ts';
import { invalidArguments, SlackRefusal } from '../refusal.ts';

/** The arguments of one call, whether they came as a form or as JSON. Empty strings count as absent. */
export type CallArguments = {
  readonly raw: JsonObject;
  readonly text: (name: string) => string | undefined;
  /** A string that must be there: `invalid_arguments` if it is not. */
  readonly needed: (name: string) => string;
  readonly flag: (name: string) => boolean;
  /** A whole number, `fallback` if absent, held between 1 and `most`. */
  readonly count: (name: string, fallback: number, most: number) => number;
  /** A JSON value, given as it is or as a string; refuses a broken string with `refusal`. */
  readonly json: (name: string, refusal: string) => unknown;
};

/** Reads a parsed request body. */
export function readArguments(body: unknown): CallArguments {
  const raw = isJsonObject(body) ? body : {};
  const text = (name: string) => {
    const value = raw[name];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    raw,
    text,
    needed(name) {
      const value = text(name);
      if (value === undefined) throw invalidArguments(`missing required field: ${name} [json-pointer:/${name}]`);
      return value;
    },
    flag: (name) => raw[name] === true || raw[name] === 'true' || raw[name] === '1' || raw[name] === 1,
    count(name, fallback, most) {
      const value = Number(raw[name] ?? fallback);
      if (!Number.isInteger(value) || value < 0) throw new SlackRefusal('invalid_limit');
      return Math.min(value === 0 ? fallback : value, most);
    },
    json(name, refusal) {
      const value = raw[name];
      if (typeof value !== 'string') return value ?? undefined;
      if (value === '') return undefined;
      try {
        return JSON.parse(value);
      } catch {
        throw new SlackRefusal(refusal);
      }
    },
  };
}
