import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the sandbox's Slack page into `outDir`: index.html, page.js, page.css. Works from the sources and from `dist/` alike;
 * a second call writes the same files again. Rejects with esbuild's own message if the page does not compile.
 */
export async function buildPage(outDir: string): Promise<void> {
  const source = pageSource();
  await mkdir(outDir, { recursive: true });
  await build({
    entryPoints: { page: join(source, 'main.tsx') },
    outdir: outDir,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  await copyFile(join(source, 'index.html'), join(outDir, 'index.html'));
}

/** Where `npm run build:page` puts the page and the sandbox looks for it. */
export function pageDirectory(): string {
  return join(projectRoot(), 'dist', 'sandbox-page');
}

function pageSource(): string {
  return join(projectRoot(), 'sandbox', 'slack', 'browser');
}

function projectRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error('The page sources were not found: no package.json lies above this file.');
    directory = parent;
  }
  return directory;
}

const started = process.argv[1];
if (started !== undefined && pathToFileURL(resolve(started)).href === import.meta.url) await buildPage(pageDirectory());
