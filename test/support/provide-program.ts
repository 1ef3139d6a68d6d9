import { findProgram } from '../../bin/find-program.ts';
import { installPackage } from '../../bin/install-package.ts';

/** A program of that name on the PATH, else from the package of that name where installing it needs no password, saying so. Throws what to do. */
export async function provideProgram(name: string, title: string): Promise<string> {
  const path = process.env.PATH ?? '';
  const before = await findProgram(name, path);
  if (before !== null) return before;
  const outcome = await installPackage(
    {
      missing: `No ${title} was found on the PATH.`,
      advice: `Install ${title}`,
      packages: { 'apt-get': [name], dnf: [name], apk: [name], brew: [name] },
    },
    { path, isRoot: process.getuid?.() === 0, say: console.log },
  );
  const after = await findProgram(name, path);
  if (after !== null) return after;
  const why = outcome.kind === 'not_installed' ? `${outcome.why}. ${outcome.advice}` : 'none came with its package';
  throw new Error(`This test asks a real ${title}, and ${why}.`);
}
