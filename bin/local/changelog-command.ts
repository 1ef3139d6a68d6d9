import { switchArgument } from '#domain/commands/arguments/choice.ts';
import { changelogGenerateCommand } from '#domain/commands/changelog-generate-command.ts';
import type { LocalCommand } from './local-command.ts';
import { withLocalFlags } from './with-local-flags.ts';

const all = switchArgument('all', 'Every release of the history, newest first, instead of one range.');

/** `fairlead changelog-generate`, also called `fairlead changelog`: generate, edit and restore. */
export const changelogLocally: LocalCommand = {
  command: withLocalFlags(changelogGenerateCommand, [all], (ask, values) =>
    ask.kind === 'changelog-generate' ? { ...ask, request: { ...ask.request, all: values.all === true } } : ask,
  ),
  run: async (ask, world, say) => {
    if (ask.kind === 'changelog-generate' && ask.request.all === true)
      return (await import('../changelog/whole-here.ts')).wholeHere(ask.request, world, say);
    if (ask.kind === 'changelog-generate')
      return (await import('./changelog-generate.ts')).generateHere(ask.request, world, say);
    if (ask.kind === 'changelog-edit') return (await import('./changelog-edit.ts')).editHere(ask.request, world, say);
    throw new Error(`/changelog-generate does not do ${ask.kind} here.`);
  },
};
