import { expect, it } from 'vitest';
import { parseYaml, yamlEntry } from '#domain/version-files/scan/yaml-scalar.ts';

const many = 90_000;

it.each([
  ['brackets', '['.repeat(many)],
  ['brackets that text seems to close', '["]", '.repeat(many / 5)],
  ['braces', '{a: '.repeat(many)],
  ['dashes', '- '.repeat(many)],
  ['question marks', '? '.repeat(many)],
  ['dashes in many lines', `${'- '.repeat(900)}\n`.repeat(many / 1_000)],
  ['indentation', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
])('refuses %s nested beyond any use, which would end the process', (_what, text) => {
  expect(parseYaml(text)).toEqual({ kind: 'invalid', why: 'it is nested more than 100 deep' });
});

it.each([
  ['a list in one line', `a: [${'1, '.repeat(many)}]`],
  ['a map in one line', `{${Array.from({ length: 5_000 }, (_, key) => `k${key}: 1`).join(', ')}}`],
  ['a block of brackets', `a: |\n${'  [[[[ - - - {\n'.repeat(1_000)}b: 1`],
  ['nesting of an honest depth', Array.from({ length: 100 }, (_, depth) => `${' '.repeat(2 * depth)}a:\n`).join('')],
])('parses %s', (_what, text) => {
  expect(parseYaml(text).kind).toBe('yaml');
});

it('tells a key that stands twice', () => {
  const parsed = parseYaml('a: 1\na: 2\n');
  if (parsed.kind !== 'yaml') throw new Error(parsed.why);
  expect(yamlEntry(parsed.documents[0]?.contents, 'a')).toBe('twice');
});
