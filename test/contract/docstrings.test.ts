import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { undocumentedExports } from './docstrings.ts';
import { trackedFiles } from './tracked-files.ts';

it.each([
  ['a function', 'export function a() {}', ['a (1)']],
  ['a constant', '\nexport const a = 1;', ['a (2)']],
  ['a type', 'export type A = 1;', ['A (1)']],
  ['a type beside an explained stranger', '/** Does it. */\nexport function a() {}\nexport type B = 1;', ['B (3)']],
  ['a class', 'export class A {}', ['A (1)']],
])('finds %s without a docstring', (_what, text, found) => {
  expect(undocumentedExports('a.ts', text)).toEqual(found);
});

it.each([
  ['an explained function', '/** Does it. */\nexport function a() {}'],
  [
    'a type that bears the name of its schema',
    '/** A. */\nexport const A = z.string();\nexport type A = z.infer<typeof A>;',
  ],
  ['the options of an explained function', '/** Does it. */\nexport function a(b: B) {}\nexport type B = 1;'],
  ['what is not exported', 'const a = 1;'],
  ['what is exported onwards', "export { a } from './a.ts';"],
])('passes over %s', (_what, text) => {
  expect(undocumentedExports('a.ts', text)).toEqual([]);
});

it('finds a docstring on every export', async () => {
  const paths = await trackedFiles(['bin', 'handlers', 'jobs', 'templates', 'src'], /\.tsx?$/);
  expect(paths.length).toBeGreaterThan(50);
  const found = await Promise.all(
    paths.map(async (path) => {
      const names = undocumentedExports(path, await readFile(path, 'utf8'));
      return names.map((name) => `${path}: ${name}`);
    }),
  );
  expect(found.flat()).toEqual([]);
});
