import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCatalogue } from '#errors.ts';

it('documents every error code with the sentence a person gets, and no other', () => {
  const rows = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm)];
  expect(Object.fromEntries(rows.map(([, code, sentence]) => [code, sentence]))).toEqual({ ...errorCatalogue });
});

it.each(Object.entries(errorCatalogue))('says of %s what is wrong and what to do', (_code, sentence) => {
  expect(sentence).toMatch(/^[A-Z].+\. .+\.$/);
});
