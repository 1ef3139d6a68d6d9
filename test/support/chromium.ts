import { execFile } from 'node:child_process';
import { findProgram } from '../../bin/find-program.ts';
import { installPackage, type Machine } from '../../bin/install-package.ts';

const programs = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * The browser of the browser tests: CHROMIUM_PATH; else one on the PATH; else one from the system's package manager where that needs no
 * password, saying so. Rejects with a sentence that says what to do. A second call finds what the first installed.
 */
export async function provideChromium(machine: Partial<Machine> = {}): Promise<string> {
  const { CHROMIUM_PATH, PATH } = process.env;
  const { path = PATH ?? '', isRoot = process.getuid?.() === 0, say = console.log } = machine;
  const given = machine.path === undefined ? CHROMIUM_PATH : undefined;
  if (given !== undefined && given !== '') return given;
  const before = await findChromium(path);
  if (before !== null) return before;
  const outcome = await installPackage(
    {
      missing: 'No Chromium was found on the PATH.',
      advice: 'Install Chromium or Chrome',
      packages: {
        'apt-get': ['chromium', 'chromium-browser'],
        dnf: ['chromium'],
        apk: ['chromium'],
        brew: ['chromium'],
      },
    },
    { path, isRoot, say },
  );
  if (outcome.kind === 'not_installed') throw noChromium(outcome.why, outcome.advice);
  const after = await findChromium(path);
  if (after === null) throw noChromium(`${outcome.command} brought none that starts`, 'Install one by hand');
  return after;
}

/** The first browser on the PATH that tells its version; Ubuntu's chromium-browser without its snap does not. */
async function findChromium(path: string): Promise<string | null> {
  for (const program of programs) {
    const file = await findProgram(program, path);
    if (file !== null && (await tellsVersion(file))) return file;
  }
  return null;
}

function tellsVersion(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(file, ['--version', '--no-sandbox'], { timeout: 60_000 }, (error) => resolve(error === null));
  });
}

function noChromium(why: string, advice: string): Error {
  return new Error(`The browser tests need Chromium, and ${why}. ${advice}, or set CHROMIUM_PATH.`);
}
