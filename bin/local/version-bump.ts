import { openWorkingCopy } from '#adapters/git/open-working-copy.ts';
import { switchArgument } from '#domain/commands/arguments/choice.ts';
import { versionBumpCommand } from '#domain/commands/version-bump-command.ts';
import { unifiedDiff } from '#domain/diff/unified-diff.ts';
import { bumpHere } from '#operations/bump/bump-here.ts';
import { versionBumpPhrases, versionBumpRefused } from '#templates/replies/version-bump-reply.ts';
import { sentence } from '#templates/text/sentence.ts';
import { exitCodes } from '../cli/exit-codes.ts';
import { plainText } from '../cli/plain-text.ts';
import { hereClock } from './here-clock.ts';
import { localCommand, type RunLocal } from './local-command.ts';
import { withLocalFlags } from './with-local-flags.ts';

const write = switchArgument('write', 'Change the files of the folder, without a commit.');

const command = withLocalFlags(versionBumpCommand, [write], (ask, values) =>
  ask.kind === 'version-bump' ? { ...ask, request: { ...ask.request, write: values.write === true } } : ask,
);

/** The diff of a dry run is all there is on standard output, so that `git apply` can read it; what is said about it goes to standard error. */
const run: RunLocal<'version-bump'> = async (request, world, say) => {
  const copy = await openWorkingCopy(world.folder);
  const project = await world.project(request.project);
  const outcome = await bumpHere({ copy, clock: hereClock }, { project, request });
  if (outcome.kind === 'refused') {
    say.note(plainText(versionBumpRefused(outcome).text));
    return exitCodes.refused;
  }
  const lines = versionBumpPhrases(outcome, null).map((phrase) => plainText(sentence([phrase])));
  const told = lines.filter((line) => line !== '').join('\n');
  if (outcome.kind !== 'shown') {
    say.result(told);
    return exitCodes.done;
  }
  const diff = unifiedDiff(outcome.bump.edits).replace(/\n$/, '');
  say.result(process.stdout.isTTY ? forTerminal(diff) : diff);
  say.note(`${told}\nWith --write true the files are changed and not committed.`);
  return exitCodes.done;
};

/** What stands in somebody's file must not steer the terminal it is shown in. */
function forTerminal(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '\ufffd');
}

/** `fairlead version-bump`, on the working copy of the folder. */
export const versionBumpLocally = localCommand(command, 'version-bump', run);
