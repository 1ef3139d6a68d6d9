import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { checkPlaceholders, placeholdersIn } from '#domain/placeholders.ts';
import type { CommandDeployerConfig } from '#domain/project/deployer-config.ts';
import type { Deployer } from '#ports/deployer.ts';

const ofDeployment = ['version', 'previous', 'service', 'environment', 'commit', 'key'];
const ofPlace = ['service', 'environment'];

/** Looks, without running anything, whether the programs are there and the placeholders are known. `searchPath` is a PATH. */
export async function checkCommands(
  config: CommandDeployerConfig,
  options: { readonly folder: string; readonly searchPath: string },
): ReturnType<Deployer['check']> {
  for (const [name, command, known] of [
    ['deploy', config.deploy, ofDeployment],
    ['status', config.status, ofPlace],
    ['remove', config.remove, ofDeployment],
  ] as const) {
    for (const argument of command ?? []) {
      const refused = checkPlaceholders(argument, known);
      if (refused !== null) return { ok: false, why: `The ${name} command cannot be filled in. ${refused.why}` };
    }
    const program = command?.[0];
    if (program === undefined || placeholdersIn(program).length > 0) continue;
    if (!(await isProgram(program, options))) {
      return { ok: false, why: `The program ${program} of the ${name} command was not found on this machine.` };
    }
  }
  return { ok: true };
}

async function isProgram(
  program: string,
  { folder, searchPath }: { folder: string; searchPath: string },
): Promise<boolean> {
  const places = program.includes('/') ? [isAbsolute(program) ? '/' : folder] : searchPath.split(delimiter);
  for (const place of places) {
    if (await isExecutable(join(place, program))) return true;
  }
  return false;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
