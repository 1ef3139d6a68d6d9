import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { FairleadFile } from '#config/fairlead-file.ts';
import { asked } from '../domain/commands/lines.ts';

const page = await readFile('docs/rehearsals.md', 'utf8');

it('has an example of a configuration that is read as it stands', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { shop } = FairleadFile.parse(parse(example)).projects;
  expect(shop?.environments[1]?.rehearsal).toEqual({ within: 7 * 86_400_000 });
  expect(shop?.database?.rehearsedReverse).toBe(true);
});

it('has an example of the command that is understood', () => {
  const lines = page.split('\n').filter((line) => line.startsWith('/release '));
  expect(lines.map((line) => asked(line))).toMatchObject([{ kind: 'propose', request: { intent: 'rehearsal' } }]);
});
