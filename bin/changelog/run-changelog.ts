import { askAhead } from '#adapters/git/ask-ahead.ts';
import { changelogLocally } from '../local/changelog-command.ts';
import { generateHere } from '../local/changelog-generate.ts';
import type { LocalCommand, Say } from '../local/local-command.ts';
import { runLocal } from '../local/run-local.ts';
import { likelyRange } from './likely-range.ts';
import { wholeHere } from './whole-here.ts';

/** The same command, with what most calls need at hand instead of on demand. */
const atHand: LocalCommand = {
  ...changelogLocally,
  run: async (ask, world, say) => {
    if (ask.kind !== 'changelog-generate') return changelogLocally.run(ask, world, say);
    return ask.request.all === true ? wholeHere(ask.request, world, say) : generateHere(ask.request, world, say);
  },
};

/**
 * `fairlead changelog-generate` as a program that is small enough to start in the time git needs: it is bundled into one file, and git is
 * asked before the words are read. Gives the exit code; what goes wrong is told to `note`.
 */
export async function runChangelog(words: readonly string[], say: Say): Promise<number> {
  const repository = askAhead(process.cwd(), likelyRange(words));
  try {
    return await runLocal(async () => atHand, words, say, repository);
  } catch (error) {
    // A module that was loaded on demand has a class of its own.
    if (!(error instanceof Error) || error.name !== 'ReleaseError') throw error;
    say.note(error.message);
    return 1;
  }
}
