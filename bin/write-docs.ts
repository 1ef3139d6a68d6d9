import { writeFile } from 'node:fs/promises';
import { configurationPage, environmentPage } from '#config/reference-pages.ts';
import { commandsPage } from '#domain/commands/commands-page.ts';

await writeFile('docs/configuration.md', configurationPage());
await writeFile('docs/environment.md', environmentPage());
await writeFile('docs/commands.md', commandsPage());
