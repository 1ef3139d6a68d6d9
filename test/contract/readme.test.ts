import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownNames } from '#config/known-names.ts';
import { parseConfig } from '#config/load-config.ts';

const readme = readFileSync('README.md', 'utf8');
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;

describe('the README', () => {
  it('shows a configuration that loads', () => {
    const sample = /```yaml\n(# fairlead\.yml\n[\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const { file } = parseConfig('README.md', sample, knownNames);
    expect(Object.keys(file.projects)).toEqual(['shop']);
  });

  it('names only scripts that exist', () => {
    const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path ?? '');
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});
