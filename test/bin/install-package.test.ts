import { join } from 'node:path';
import { expect, it } from 'vitest';
import { provideChromium } from '#test/support/chromium.ts';
import { fakePath } from '#test/support/fake-path.ts';

/** A package manager that, for one package, installs a program of that name beside itself. */
function packageManager(works: string, version: readonly string[]): readonly string[] {
  return [
    'for last; do :; done',
    `if [ "$last" = ${works} ]; then`,
    `  printf '#!/bin/sh\\n%s\\n' '${version.join('; ')}' >"$HERE/$last"`,
    `  /bin/chmod 755 "$HERE/$last"`,
    'elif [ "$1" != update ]; then echo "E: Unable to locate package $last" >&2; exit 1; fi',
  ];
}

async function provide(programs: Readonly<Record<string, readonly string[]>>, isRoot = true) {
  const path = await fakePath(programs);
  const said: string[] = [];
  const file = await provideChromium({ path, isRoot, say: (line) => said.push(line) });
  return { path, said, file };
}

it.each(['chromium', 'chromium-browser', 'google-chrome'])('takes %s from the PATH without a word', async (program) => {
  const { path, said, file } = await provide({ [program]: ['echo 156.0'], 'apt-get': ['exit 1'] });
  expect(file).toBe(join(path, program));
  expect(said).toEqual([]);
});

it('passes over a browser that does not start', async () => {
  const { path, file } = await provide({ 'chromium-browser': ['exit 1'], 'google-chrome': ['echo 156.0'] });
  expect(file).toBe(join(path, 'google-chrome'));
});

it.each([
  ['apt-get', 'chromium', true],
  ['dnf', 'chromium', true],
  ['apk', 'chromium', true],
  ['brew', 'chromium', false],
])('installs the browser with %s and says so in one line', async (manager, name, isRoot) => {
  const { path, said, file } = await provide({ [manager]: packageManager(name, ['echo 156.0']) }, isRoot);
  expect(file).toBe(join(path, name));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^No Chromium was found on the PATH\. Installing one: \S+ (install|add) chromium$/);
});

it.each([
  [
    'nothing can install it',
    {},
    true,
    'The browser tests need Chromium, and none of apt-get, dnf, apk and Homebrew is here. Install Chromium or Chrome, or set CHROMIUM_PATH.',
  ],
  [
    'the package manager needs a password',
    { 'apt-get': ['exit 1'] },
    false,
    'The browser tests need Chromium, and apt-get asks for a password. Run `sudo apt-get install chromium`, or set CHROMIUM_PATH.',
  ],
  [
    'what was installed does not start',
    { 'apt-get': packageManager('chromium', ['exit 1']) },
    true,
    'The browser tests need Chromium, and apt-get install chromium brought none that starts. Install one by hand, or set CHROMIUM_PATH.',
  ],
])('says what to do when %s', async (_why, programs, isRoot, message) => {
  await expect(provide(programs, isRoot)).rejects.toThrow(message);
});
