import { parseTokens } from '#domain/commands/parse-command.ts';
import { typedText } from '#domain/commands/typed-text.ts';
import type { LocalRepository } from '#ports/git.ts';
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import { plainText } from '../cli/plain-text.ts';
import type { LocalCommand, Say } from './local-command.ts';
import { openLocalWorld } from './local-world.ts';

/**
 * The commands that work on the repository of the folder they are typed in, without Redis and without Slack. Each is loaded when it is
 * called, since a short command should start in the time it needs itself.
 */
export const localCommands: Readonly<Record<string, () => Promise<LocalCommand>>> = {
  'semantic-version': async () => (await import('./semantic-version.ts')).semanticVersionLocally,
  changelog: loadChangelog,
  'changelog-generate': loadChangelog,
  'release-notes': async () => (await import('./release-notes.ts')).releaseNotesLocally,
  'version-bump': async () => (await import('./version-bump.ts')).versionBumpLocally,
  'tag-release': async () => (await import('./tag-release.ts')).tagReleaseLocally,
};

async function loadChangelog(): Promise<LocalCommand> {
  return (await import('./changelog-command.ts')).changelogLocally;
}

/** Runs one of them with the arguments it has in Slack. Refusals go to `note`, with exit code 1, or 2 when the line was not understood. */
export async function runLocal(
  load: () => Promise<LocalCommand>,
  words: readonly string[],
  say: Say,
  repository?: LocalRepository,
): Promise<ExitCode> {
  const [{ command, run }, opened] = await Promise.all([load(), openLocalWorld(process.cwd(), process.env)]);
  const world = repository === undefined ? opened : { ...opened, repository };
  const tokens = words.map((word) => ({ text: typedText(word), isQuoted: false }));
  const parsed = parseTokens(command, tokens, world.context, lineOf(words));
  if (parsed.kind === 'ask') return run(parsed.ask, world, say);
  const { commandRefusal } = await import('#templates/replies/command-refusal.ts');
  say.note(plainText(commandRefusal(parsed.refusal).text));
  return exitCodes.usage;
}

/** The line as it was typed, as far as a shell leaves it: what holds spaces was quoted. */
function lineOf(words: readonly string[]): string {
  return typedText(words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' '));
}
