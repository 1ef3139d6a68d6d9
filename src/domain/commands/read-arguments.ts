import { projectArgument } from './arguments/project.ts';
import { argumentsOf, type Form } from './command.ts';
import { type CommandContext, impliedProject, type KnownProject } from './command-context.ts';
import type { ArgumentRefusal } from './command-refusal.ts';
import type { RawArguments } from './gather-arguments.ts';

/** Every argument as far as it could be read, by name, and what is wrong with the others. */
export type ReadArguments = {
  readonly values: Readonly<Record<string, unknown>>;
  /** The project named, else the one implied; null where neither tells. */
  readonly project: KnownProject | null;
  readonly refusals: readonly ArgumentRefusal[];
};

/** Reads every argument against what there is. One that is wrong is refused with the nearest right one, and the rest is read all the same. */
export function readArguments(raw: RawArguments, form: Form, context: CommandContext): ReadArguments {
  const refusals: ArgumentRefusal[] = [];
  const named = raw.get('project');
  const found = named === undefined ? null : projectArgument.read(named, { context, project: null });
  if (found?.kind === 'refused') refusals.push(found.refusal);
  const project = found === null ? impliedProject(context) : found.kind === 'read' ? found.value : null;
  const values: Record<string, unknown> = {};
  for (const argument of argumentsOf(form)) {
    const text = raw.get(argument.name);
    const outcome =
      text === undefined || argument.name === 'project' ? null : argument.read(text, { context, project });
    if (outcome?.kind === 'refused') refusals.push(outcome.refusal);
    values[argument.name] = outcome?.kind === 'read' ? outcome.value : null;
  }
  return { values: { ...values, project }, project, refusals };
}
