import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { FairleadFile } from '#config/fairlead-file.ts';
import { usual } from '#domain/recommendation/recommend.ts';
import { strategies } from '#domain/strategies/index.ts';
import { asked } from '../domain/commands/lines.ts';

const page = await readFile('docs/rollouts.md', 'utf8');

it('has an example of a configuration that is read as it stands', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const file = FairleadFile.parse(parse(example));
  expect(file.projects.shop?.environments[1]).toMatchObject({ strategy: 'canary', canary: { bake: 600_000 } });
});

it('names every strategy and every type of application', () => {
  for (const name of [...Object.keys(strategies), ...Object.keys(usual)]) expect(page).toContain(`| \`${name}\` |`);
});

it('has examples of commands that are understood', () => {
  const lines = page.split('\n').filter((line) => /^\/[a-z-]+ --/.test(line));
  expect(lines.map((line) => asked(line).kind)).toEqual([
    'propose',
    'propose',
    'propose',
    'propose',
    'propose',
    'release-plan',
    'rollback-plan',
  ]);
});
