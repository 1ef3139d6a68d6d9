import { z } from 'zod';
import { nearestWord } from '#domain/nearest-word.ts';
import type { ConfigPath } from './config-problem.ts';
import { bareSchema, isDuration, schemaAt, valueAt } from './schema-at.ts';

/** A problem before it is given its line: the place in the tree, whether its key or its value is meant, and the sentence. */
export type Finding = { readonly path: ConfigPath; readonly at: 'key' | 'value'; readonly message: string };

/** Puts a zod issue into the words of a configuration file: what was expected, what stands there, and the nearest valid word. */
export function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): readonly Finding[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, schema, data);
  if (issue.code === 'invalid_key') {
    return [{ path, at: 'key', message: `"${String(path.at(-1))}" is not a name; ${issue.issues[0]?.message}` }];
  }
  const found = valueAt(data, path);
  if (found === undefined && path.length > 0) return [{ path, at: 'key', message: missing(issue, schema, data) }];
  return [{ path, at: 'value', message: sentence(issue, found, schemaAt(schema, path, data)) }];
}

/** `did you mean "staging"?`, or the whole list when no candidate is near. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const nearest = nearestWord(word, candidates);
  if (nearest !== null) return `did you mean "${nearest}"?`;
  return candidates.length === 0 ? 'there is none to choose from' : `expected ${listed(candidates)}`;
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, schema: z.ZodType, data: unknown): readonly Finding[] {
  const at = schemaAt(schema, issue.path, data);
  const bare = at === null ? null : bareSchema(at, valueAt(data, issue.path));
  const valid = bare instanceof z.ZodObject ? Object.keys(bare.shape) : [];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    at: 'key',
    message: `unknown key; ${suggestion(key, valid)}`,
  }));
}

function missing(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): string {
  const options = optionsOf(issue);
  if (options.length > 0) return `this key is missing; expected ${listed(options)}`;
  const description = schemaAt(schema, issue.path, data)?.description;
  return description === undefined ? 'this key is missing' : `this key is missing (${description.replace(/\.$/, '')})`;
}

function sentence(issue: z.core.$ZodIssue, found: unknown, schema: z.ZodType | null): string {
  const options = optionsOf(issue);
  if (options.length > 0) {
    const nearest = typeof found === 'string' ? nearestWord(found, options) : null;
    const hint = nearest === null || nearest === found ? '' : `; did you mean "${nearest}"?`;
    return `expected ${listed(options)}, found ${shown(found)}${hint}`;
  }
  if (issue.code === 'invalid_type') {
    const expected = isDuration(schema) ? 'a duration such as 10s, 5m or 24h' : typeWords[issue.expected];
    return `expected ${expected ?? issue.expected}, found ${shown(found)}`;
  }
  if (issue.code === 'too_small') return `expected ${amount('at least', Number(issue.minimum), issue.origin)}`;
  if (issue.code === 'too_big') return `expected ${amount('at most', Number(issue.maximum), issue.origin)}`;
  return issue.message;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys and values',
  record: 'names and values',
};

function amount(bound: string, count: number, origin: string): string {
  if (origin === 'array') return `${bound} ${count} ${count === 1 ? 'entry' : 'entries'} in the list`;
  if (origin === 'string')
    return count === 1 && bound === 'at least' ? 'a text that is not empty' : `${bound} ${count} characters`;
  return `a number of ${bound} ${count}`;
}

/** The words a value is chosen from, where the issue says so. A literal is a choice of one. */
function optionsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)
    ? issue.options.map(String)
    : [];
}

function listed(words: readonly string[]): string {
  return words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`;
}

/** The kind of what was found; short texts and numbers as they are, so that a slip is seen at once. */
function shown(found: unknown): string {
  if (found === null) return 'nothing';
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'object') return 'keys and values';
  if (typeof found !== 'string') return `the ${typeof found} ${String(found)}`;
  return found.length > 40 ? 'a long text' : `the text "${found}"`;
}
