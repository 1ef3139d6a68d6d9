import type { CommandContext } from '#domain/commands/command-context.ts';
import { commandNamed } from '#domain/commands/index.ts';
import { type ParsedCommand, parseCommand } from '#domain/commands/parse-command.ts';
import { commandRefusal } from '#templates/replies/command-refusal.ts';

/** A workspace with two projects: the shop, whose channel is #releases, and the blog. */
export const aContext = (change: Partial<CommandContext> = {}): CommandContext => ({
  projects: [
    {
      name: 'shop',
      channel: 'C0RELEASES',
      services: ['api', 'worker', 'frontend'],
      environments: ['staging', 'production'],
    },
    { name: 'blog', channel: 'C0BLOG', services: ['site'], environments: ['production'] },
  ],
  defaultProject: null,
  strategies: ['sequential', 'immediate'],
  channel: 'C0RELEASES',
  canOpenForms: true,
  ...change,
});

/** Reads a line as typed, its command in front. */
export function parsed(line: string, change: Partial<CommandContext> = {}): ParsedCommand {
  const [name = '', ...rest] = line.split(' ');
  const command = commandNamed(name);
  if (command === null) throw new Error(`The test names no command: ${line}`);
  return parseCommand(command, rest.join(' '), aContext(change));
}

/** What the line was understood as; throws when it was not. */
export function asked(line: string, change: Partial<CommandContext> = {}) {
  const result = parsed(line, change);
  if (result.kind === 'refused') throw new Error(`${line} was refused: ${commandRefusal(result.refusal).text}`);
  return result.ask;
}

/** The sentence a person gets for a line that is refused; throws when it was understood. */
export function refusedWith(line: string, change: Partial<CommandContext> = {}): string {
  const result = parsed(line, change);
  if (result.kind === 'ask') throw new Error(`${line} was understood: ${JSON.stringify(result.ask)}`);
  return commandRefusal(result.refusal).text;
}
