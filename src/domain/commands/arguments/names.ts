import { nearestWord } from '../../nearest-word.ts';
import { type Argument, defineArgument, flagOf, type ReadAt } from '../argument.ts';
import type { CommandContext, KnownProject } from '../command-context.ts';
import { type CommandRefusalCode, type Read, read, refuse } from '../command-refusal.ts';

type Part = 'services' | 'environments' | 'checks';

/** Services of the project. */
export const servicesArgument: Argument<'services', string[]> = defineArgument({
  name: 'services',
  shown: '"api,worker"',
  meaning: 'Services, separated by commas; all of the project when left out.',
  isList: true,
  claims: (word, context) => isList(word, all('services', context)),
  known: (context) => all('services', context),
  field: { kind: 'several', options: (at) => partsAt('services', at) },
  read: (text, at) => readList(text, partsAt('services', at), 'unknown_service', 'services'),
});

/** Environments of the project, in any order. */
export const environmentsArgument: Argument<'environments', string[]> = defineArgument({
  name: 'environments',
  shown: 'staging',
  meaning: 'Environments, separated by commas; all of the project when left out.',
  isList: true,
  claims: (word, context) => isList(word, all('environments', context)),
  known: (context) => all('environments', context),
  field: { kind: 'several', options: (at) => partsAt('environments', at) },
  read: (text, at) => readList(text, partsAt('environments', at), 'unknown_environment', 'environments'),
});

/** One environment of the project. */
export const environmentArgument: Argument<'environment', string> = defineArgument({
  name: 'environment',
  shown: 'production',
  meaning: 'One environment; the last one when left out.',
  claims: (word, context) => isList(word, all('environments', context)),
  known: (context) => all('environments', context),
  field: { kind: 'one', options: (at) => partsAt('environments', at) },
  read: (text, at) => {
    const known = partsAt('environments', at);
    if (text.includes(',')) return refuse({ code: 'one_value_only', value: text, place: '--environment', known });
    return readOneOf(text, known, 'unknown_environment', 'environment');
  },
});

/** Checks of the project, configured or built in. */
export const checksArgument: Argument<'checks', string[]> = defineArgument({
  name: 'checks',
  shown: '"smoke-tests,migration-test"',
  meaning: 'Checks, separated by commas; all that are configured when left out.',
  isList: true,
  field: { kind: 'several', options: (at) => partsAt('checks', at) },
  read: (text, at) => readList(text, partsAt('checks', at), 'unknown_check', 'checks'),
});

/** The strategy by which services are brought to the version. */
export const strategyArgument: Argument<'strategy', string> = defineArgument({
  name: 'strategy',
  shown: 'immediate',
  meaning: 'How services are brought to the version; as configured when left out.',
  field: { kind: 'one', options: ({ context }) => context.strategies },
  read: (text, { context }) => readOneOf(text, context.strategies, 'unknown_strategy', 'strategy'),
});

/** Reads one of the words there are; refuses with the nearest. */
export function readOneOf(
  text: string,
  known: readonly string[],
  code: CommandRefusalCode,
  name: string,
): Read<string> {
  return known.includes(text) ? read(text) : unknown(text, known, code, name);
}

function readList(text: string, known: readonly string[], code: CommandRefusalCode, name: string): Read<string[]> {
  const parts = [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))];
  if (parts.length === 0) return refuse({ code: 'value_missing', value: text, place: flagOf(name), known });
  const wrong = parts.find((part) => !known.includes(part));
  return wrong === undefined ? read(parts) : unknown(wrong, known, code, name);
}

function unknown(value: string, known: readonly string[], code: CommandRefusalCode, name: string) {
  return refuse({ code, value, place: flagOf(name), nearest: nearestWord(value, known), known });
}

function partsAt(part: Part, { project, context }: ReadAt): readonly string[] {
  return project === null ? context.projects.flatMap((each: KnownProject) => each[part] ?? []) : (project[part] ?? []);
}

function all(part: Part, { projects }: CommandContext): readonly string[] {
  return [...new Set(projects.flatMap((project) => project[part] ?? []))];
}

function isList(word: string, known: readonly string[]): boolean {
  const parts = word.split(',').filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => known.includes(part));
}
