import { ReleaseId, StepId } from '../ids.ts';
import { nearestWord } from '../nearest-word.ts';
import { parseVersion } from '../version/parse-version.ts';
import type { Version } from '../version/version.ts';
import { type ArgumentName, flagOf } from './argument.ts';
import type { ArgumentValues, AskedVersion } from './argument-values.ts';
import type { Form } from './command.ts';
import { type CommandContext, impliedProject, type KnownProject } from './command-context.ts';
import { type ArgumentRefusal, type CommandRefusalCode, type Read, read, refuse } from './command-refusal.ts';
import type { RawArguments } from './gather-arguments.ts';

const longestReason = 1_000;

/** Every argument as far as it could be read, and what is wrong with the others. */
export type ReadArguments = { readonly values: ArgumentValues; readonly refusals: readonly ArgumentRefusal[] };

/** Reads every argument against what there is. One that is wrong is refused with the nearest right one, and the rest is read all the same. */
export function readArguments(raw: RawArguments, form: Form, context: CommandContext): ReadArguments {
  const named = optional(raw, 'project', (text) => readProject(text, context));
  const project = named.kind === 'refused' ? null : (named.value ?? impliedProject(context));
  const refusals: ArgumentRefusal[] = named.kind === 'refused' ? [named.refusal] : [];
  const take = <Value>(name: ArgumentName, reader: (text: string) => Read<Value>): Value | null => {
    const found = optional(raw, name, reader);
    if (found.kind === 'read') return found.value;
    refusals.push(found.refusal);
    return null;
  };
  const values: ArgumentValues = {
    project,
    version: take('version', (text) => readAskedVersion(text, form)),
    services: take('services', (text) => readServices(text, project, context)),
    environments: take('environments', (text) => readEnvironments(text, project, context)),
    environment: take('environment', (text) => readEnvironment(text, project, context)),
    strategy: take('strategy', (text) => readOneOf(text, context.strategies, 'unknown_strategy', 'strategy')),
    overrideBreaking: take('override-breaking', (text) => readReason(text, 'override-breaking')),
    to: take('to', (text) => readVersion(text, 'to')),
    reason: take('reason', (text) => readReason(text, 'reason')),
    release: take('release', (text) => readMatching(text, ReleaseId.safeParse(text), 'release_malformed', 'release')),
    step: take('step', (text) => readMatching(text, StepId.safeParse(text), 'step_malformed', 'step')),
    plan: take('plan', readPlan),
  };
  return { values, refusals };
}

function optional<Value>(
  raw: RawArguments,
  name: ArgumentName,
  reader: (text: string) => Read<Value>,
): Read<Value | null> {
  const text = raw.get(name);
  return text === undefined ? read(null) : reader(text);
}

function readProject(text: string, { projects }: CommandContext): Read<KnownProject> {
  const names = projects.map((project) => project.name);
  const found = projects.find((project) => project.name === text);
  if (found !== undefined) return read(found);
  return refuse({
    code: 'unknown_project',
    value: text,
    place: '--project',
    nearest: nearestWord(text, names),
    known: names,
  });
}

function readAskedVersion(text: string, form: Form): Read<AskedVersion> {
  const word = text.toLowerCase();
  if (form.versionWords.includes(word)) return read({ bump: word as Extract<AskedVersion, { bump: string }>['bump'] });
  const version = readVersion(text, 'version');
  if (version.kind === 'read') return read({ exact: version.value });
  const nearest = version.refusal.nearest ?? nearestWord(word, form.versionWords);
  return refuse({ ...version.refusal, nearest });
}

function readVersion(text: string, place: ArgumentName): Read<Version> {
  const parsed = parseVersion(text);
  if (parsed.kind === 'version') return read(parsed.version);
  return refuse({
    code: 'version_malformed',
    value: text,
    place: flagOf(place),
    nearest: parsed.nearest,
    fault: parsed.code,
  });
}

function readServices(text: string, project: KnownProject | null, context: CommandContext): Read<string[]> {
  const known = project?.services ?? context.projects.flatMap((each) => each.services);
  return readList(text, known, 'unknown_service', 'services');
}

function readEnvironments(text: string, project: KnownProject | null, context: CommandContext): Read<string[]> {
  const known = project?.environments ?? context.projects.flatMap((each) => each.environments);
  return readList(text, known, 'unknown_environment', 'environments');
}

function readEnvironment(text: string, project: KnownProject | null, context: CommandContext): Read<string> {
  const known = project?.environments ?? context.projects.flatMap((each) => each.environments);
  if (text.includes(',')) return refuse({ code: 'one_value_only', value: text, place: '--environment', known });
  return readOneOf(text, known, 'unknown_environment', 'environment');
}

function readList(
  text: string,
  known: readonly string[],
  code: CommandRefusalCode,
  place: ArgumentName,
): Read<string[]> {
  const parts = [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))];
  if (parts.length === 0) return refuse({ code: 'value_missing', value: text, place: flagOf(place), known });
  const wrong = parts.find((part) => !known.includes(part));
  return wrong === undefined ? read(parts) : unknown(wrong, known, code, place);
}

function readOneOf(
  text: string,
  known: readonly string[],
  code: CommandRefusalCode,
  place: ArgumentName,
): Read<string> {
  return known.includes(text) ? read(text) : unknown(text, known, code, place);
}

function unknown(value: string, known: readonly string[], code: CommandRefusalCode, place: ArgumentName) {
  return refuse({ code, value, place: flagOf(place), nearest: nearestWord(value, known), known });
}

function readReason(text: string, place: ArgumentName): Read<string> {
  if (text.length <= longestReason) return read(text);
  return refuse({ code: 'too_long', value: text.slice(0, 40), place: flagOf(place), known: [String(text.length)] });
}

function readMatching<Value>(
  text: string,
  parsed: { readonly success: true; readonly data: Value } | { readonly success: false },
  code: CommandRefusalCode,
  place: ArgumentName,
): Read<Value> {
  return parsed.success ? read(parsed.data) : refuse({ code, value: text, place: flagOf(place) });
}

function readPlan(text: string): Read<string> {
  const digits = text.toLowerCase();
  return /^[0-9a-f]{8,64}$/.test(digits)
    ? read(digits)
    : refuse({ code: 'plan_malformed', value: text, place: '--plan' });
}
