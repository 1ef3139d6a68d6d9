import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

// The compiled program looks for its Liquid templates beside itself; the compiler copies no other files than sources.
const from = join(packageRoot(), 'templates', 'notes');
const to = join(packageRoot(), 'dist', 'templates', 'notes');
await mkdir(to, { recursive: true });
for (const name of await readdir(from)) if (name.endsWith('.liquid')) await copyFile(join(from, name), join(to, name));
