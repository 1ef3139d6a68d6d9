import type { Ask } from '#domain/commands/ask.ts';
import type { Command } from '#domain/commands/command.ts';
import type { ExitCode } from '../cli/exit-codes.ts';
import type { LocalWorld } from './local-world.ts';

/** What a command of the command line may say: results to standard output, everything else to standard error. */
export type Say = {
  readonly result: (text: string) => void;
  readonly note: (text: string) => void;
};

/** The kinds of ask that are done in the folder they are typed in. */
export type LocalKind = 'semantic-version' | 'changelog-generate' | 'version-bump' | 'release-notes' | 'tag-release';

/** What one of them asks for. */
export type LocalRequest<Kind extends LocalKind> = Extract<Ask, { kind: Kind }>['request'];

/** Carries one out in the folder it was typed in. */
export type RunLocal<Kind extends LocalKind> = (
  request: LocalRequest<Kind>,
  world: LocalWorld,
  say: Say,
) => Promise<ExitCode>;

/** A command of the registry with what carries it out here. */
export type LocalCommand = {
  readonly command: Command;
  readonly run: (ask: Ask, world: LocalWorld, say: Say) => Promise<ExitCode>;
};

/** Ties a command to what carries out its asks. An ask of another kind is a mistake of ours. */
export function localCommand<Kind extends LocalKind>(command: Command, kind: Kind, run: RunLocal<Kind>): LocalCommand {
  return {
    command,
    run: (ask, world, say) => {
      if (ask.kind !== kind) throw new Error(`${command.name} does not do ${ask.kind} here.`);
      const { request } = ask as Extract<Ask, { kind: LocalKind }>;
      return run(request as LocalRequest<Kind>, world, say);
    },
  };
}
