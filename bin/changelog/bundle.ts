import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));
const target = join(folder, 'lean.cjs');

/** What is imported on demand stays where the compiler put it, and is loaded from there when it is needed. */
const leaveOnDemand: Plugin = {
  name: 'leave-on-demand',
  setup: (bundle) => {
    bundle.onResolve({ filter: /./ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'asked') return undefined;
      const found = await bundle.resolve(path, { kind: 'import-statement', resolveDir, pluginData: 'asked' });
      if (found.errors.length > 0 || found.external) return { path, external: true };
      return { path: `./${relative(folder, found.path).split(sep).join('/')}`, external: true };
    });
  },
};

/**
 * Puts everything `fairlead changelog-generate` needs in every case into one file, since finding eighty files takes longer than git does;
 * and as CommonJS, since that asks less of Node at the start.
 */
const result = await build({
  entryPoints: [join(folder, 'run-changelog.js')],
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  legalComments: 'inline',
  logLevel: 'warning',
  plugins: [leaveOnDemand],
});
const [file] = result.outputFiles;
if (file === undefined) throw new Error('There was nothing to bundle.');
const digest = createHash('sha256').update(file.contents).digest('hex').slice(0, 16);
await writeFile(target, file.text.replace('@fairlead-build@', digest));
