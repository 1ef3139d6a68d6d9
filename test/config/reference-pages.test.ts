import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { configurationPage, environmentPage } from '#config/reference-pages.ts';
import { commandsPage } from '#domain/commands/commands-page.ts';

it.each([
  ['docs/configuration.md', configurationPage],
  ['docs/environment.md', environmentPage],
  ['docs/commands.md', commandsPage],
])('keeps %s as the schema says; `npm run docs` writes it', async (path, page) => {
  expect(await readFile(path, 'utf8')).toBe(page());
});

it('gives every key of the configuration a meaning', () => {
  const rows = configurationPage()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((line) => / \|\s+\|$/.test(line))).toEqual([]);
});
