import { failed, ok, warning } from '#domain/doctor/finding.ts';
import type { InspectFolder } from '#ports/folder-inspection.ts';
import type { Check } from './check.ts';

const gigabyte = 1_000_000_000;

/** Mirrors, checkouts and runs need a folder to write to and room in it. `folder` is shown as it is. */
export function checkDataDirectory(inspect: InspectFolder, folder: string): Check {
  return {
    name: 'data directory',
    async run() {
      const look = await inspect(folder);
      if (look.kind === 'not_writable') {
        return failed(
          `${folder} cannot be written to: ${look.why}.`,
          'Give Fairlead the right, or point FAIRLEAD_DATA elsewhere.',
        );
      }
      const room = `${(look.freeBytes / gigabyte).toFixed(1)} GB free`;
      if (look.freeBytes >= gigabyte) return ok(`${folder} can be written to, ${room}.`);
      return warning(
        `${folder} has ${room}.`,
        'Make room: mirrors and checkouts need about twice the repository each.',
      );
    },
  };
}
