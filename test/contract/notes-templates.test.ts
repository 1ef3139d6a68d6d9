import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { Audience } from '#domain/notes/audience.ts';
import { builtInTemplates } from '#test/support/some-notes.ts';

const templates = builtInTemplates();

it('has a template for every audience', () => {
  expect(Audience.options.filter((audience) => !templates.has(audience))).toEqual([]);
});

it('has every template that another one renders', () => {
  const named = [...templates].flatMap(([name, text]) =>
    [...text.matchAll(/render '([^']+)'/g)].map(([, partial = '']) => ({ name, partial })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ partial }) => !templates.has(partial))).toEqual([]);
});

it('names every template and every value of the view on its page', async () => {
  const page = await readFile('docs/release-notes.md', 'utf8');
  const used = [...templates.values()]
    .join('\n')
    .matchAll(/\b(known_issues|upgrade|contributors|contents|compare_url|counts|more|previous|product)\b/g);
  const words = new Set([...used].map(([word]) => word));
  expect([...words].filter((word) => !page.includes(`\`${word}`))).toEqual([]);
});

it('is carried to where the compiled program looks for it', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['build:sources']).toMatch(/node dist\/bin\/copy-templates\.js$/);
});
