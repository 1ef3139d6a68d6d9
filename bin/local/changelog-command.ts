import { changelogGenerateCommand } from '#domain/commands/changelog-generate-command.ts';
import type { LocalCommand } from './local-command.ts';

/** `fairlead changelog-generate`, also called `fairlead changelog`: generate, edit and restore. */
export const changelogLocally: LocalCommand = {
  command: changelogGenerateCommand,
  run: async (ask, world, say) => {
    if (ask.kind === 'changelog-generate')
      return (await import('./changelog-generate.ts')).generateHere(ask.request, world, say);
    if (ask.kind === 'changelog-edit') return (await import('./changelog-edit.ts')).editHere(ask.request, world, say);
    throw new Error(`/changelog-generate does not do ${ask.kind} here.`);
  },
};
