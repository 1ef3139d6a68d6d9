import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder `sandbox/shop` of the source tree, whether this runs from the sources or from `dist/`: the shop's own repository
 * and the script that starts its services are plain files that the compiler does not copy.
 */
export const shopFolder: string = join(packageRoot(import.meta.dirname), 'sandbox', 'shop');

function packageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The shop cannot find its files: no package.json above its own folder.');
  return packageRoot(parent);
}
