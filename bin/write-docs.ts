import { writeFile } from 'node:fs/promises';
import { configurationPage, environmentPage } from '#config/reference-pages.ts';

await writeFile('docs/configuration.md', configurationPage());
await writeFile('docs/environment.md', environmentPage());
