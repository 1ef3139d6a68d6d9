import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FileEdit, unifiedDiff } from '#domain/diff/unified-diff.ts';
import { aFolder } from '../../adapters/git/a-remote.ts';

it('shows the changed lines with three around them', () => {
  const before = '{\n  "name": "shop",\n  "version": "1.4.2",\n  "private": true\n}\n';
  const after = before.replace('1.4.2', '1.5.0');
  expect(unifiedDiff([{ path: 'package.json', before, after }])).toMatchInlineSnapshot(`
    "diff --git a/package.json b/package.json
    --- a/package.json
    +++ b/package.json
    @@ -1,5 +1,5 @@
     {
       "name": "shop",
    -  "version": "1.4.2",
    +  "version": "1.5.0",
       "private": true
     }
    "
  `);
});

it('says when a file ends without a line end', () => {
  expect(unifiedDiff([{ path: 'VERSION', before: '1.4.2', after: '1.5.0' }])).toMatchInlineSnapshot(`
    "diff --git a/VERSION b/VERSION
    --- a/VERSION
    +++ b/VERSION
    @@ -1,1 +1,1 @@
    -1.4.2
    \\ No newline at end of file
    +1.5.0
    \\ No newline at end of file
    "
  `);
});

it('leaves out files that stay as they are', () => {
  expect(unifiedDiff([{ path: 'VERSION', before: '1.5.0\n', after: '1.5.0\n' }])).toBe('');
});

it('is what git apply makes the new files from, whatever their line ends', () => {
  const line = fc.constantFrom(
    'version: 1.4.2',
    'version: 1.5.0',
    '',
    'a\r',
    '\ttab',
    '-- x',
    '++ y',
    '@@ -1 +1 @@',
    '\u00e9',
  );
  const text = fc.tuple(fc.array(line, { maxLength: 12 }), fc.boolean()).map(([lines, isEnded]) => {
    const body = lines.join('\n');
    return body !== '' && isEnded ? `${body}\n` : body;
  });
  const edit = fc.record({ path: fc.constantFrom('VERSION', 'services/api/pom.xml'), before: text, after: text });
  fc.assert(
    fc.property(edit, (change) => {
      // An emptied or a new file needs a header of its own in a patch; a bump makes neither.
      fc.pre(change.before !== '' && change.after !== '' && change.before !== change.after);
      expect(applied(change)).toBe(change.after);
    }),
    { numRuns: 40 },
  );
});

function applied(edit: FileEdit): string {
  const folder = aFolder();
  const file = join(folder, edit.path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, edit.before);
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd: folder,
    input: unifiedDiff([edit]),
    stdio: 'pipe',
  });
  return readFileSync(file, 'utf8');
}
