import type { CommandRefusal, CommandRefusalCode } from '#domain/commands/command-refusal.ts';
import type { Words } from '#domain/drawing.ts';
import { unknown } from '../refusals/plan-refusal.ts';
import { identifierRule, versionFault } from '../refusals/version-fault.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { words } from './words.ts';

/** The private answer to a line that was not understood: the rule, what was typed, the nearest right thing, and the line to type instead. */
export function commandRefusal(refusal: CommandRefusal): Words {
  return words([say`${rules[refusal.code](refusal)} Nothing was done.`, nextStep(refusal)]);
}

/** Only which rule was broken, in plain text: for the field of a form. */
export function commandRefusalText(refusal: CommandRefusal): string {
  return rules[refusal.code](refusal)
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('');
}

/** What to type: the line put right where it is known, else how it is written. */
function nextStep({ code: rule, correction, usage }: CommandRefusal): Phrase {
  if (correction !== null)
    return say`Type ${code(plain(correction, 400))}, or ${code('/release help')} for everything.`;
  return rule === 'unclosed_quote' ? say`Then send it again.` : say`It is written ${code(plain(usage, 400))}.`;
}

type Rule = (refusal: CommandRefusal) => Phrase;

const rules: Readonly<Record<CommandRefusalCode, Rule>> = {
  unclosed_quote: ({ value }) =>
    say`The quote that begins with ${typed(value)} never ends. Add the second quotation mark.`,
  unknown_flag: ({ value, nearest, known }) => say`There is no ${typed(value)} here${orNearest(nearest, known)}`,
  given_twice: ({ value, place, known }) =>
    say`${given(place)} was given twice, as ${typed(known[0] ?? '')} and as ${typed(value)}. Give it once.`,
  value_missing: ({ place }) => say`${given(place)} needs a value behind it.`,
  one_value_only: ({ value, place }) => say`${given(place)} takes one value, and ${typed(value)} is several.`,
  too_long: ({ place, known }) =>
    say`The text for ${given(place)} has ${known[0] ?? 'too many'} characters; at most ${Number(known[1] ?? 1_000).toLocaleString('en')} are kept. Shorten it.`,
  unknown_word: ({ value, nearest, known }) =>
    say`I do not know what ${typed(value)} means here${orNearest(nearest, known)}`,
  unknown_project: ({ value, known }) => unknown('project', 'projects', plain(value, 60), known),
  project_missing: ({ known }) =>
    say`Which project is meant does not follow from here, so name it: ${listed(known, 8, 'or')}.`,
  unknown_service: ({ value, known }) => unknown('service', 'services', plain(value, 60), known),
  unknown_environment: ({ value, known }) => unknown('environment', 'environments', plain(value, 60), known),
  unknown_strategy: ({ value, known }) => unknown('strategy', 'strategies', plain(value, 60), known),
  version_malformed: ({ value, fault, nearest }) => versionFault(value, fault ?? 'not_a_version', nearest),
  version_missing: ({ known }) =>
    say`The version is missing. Give three numbers, such as ${code('1.5.0')}${known.length === 0 ? '' : say`, or ${listed(known, 6, 'or')}`}.`,
  reason_missing: () => say`A reason is needed, which everybody then reads: ${code('--reason "why"')}.`,
  step_missing: () => say`The step is missing. ${code('/release why')} names the ones that wait.`,
  step_malformed: ({ value }) =>
    say`${typed(value)} is not the id of a step. One looks like ${code('production/deploy/api')}; its last parts are enough.`,
  release_malformed: ({ value }) =>
    say`${typed(value)} is not the id of a release. One looks like ${code('rel-4k2m9x7q1z3b')}; the version is enough while only one of it is open.`,
  plan_malformed: ({ value }) =>
    say`${typed(value)} is not the beginning of a plan\u2019s digest. It has at least eight of the digits 0 to 9 and a to f.`,
  not_one_of: ({ value, place, nearest, known }) =>
    say`${given(place)} cannot be ${typed(value)}${orNearest(nearest, known)}`,
  argument_missing: ({ place }) => say`${given(place)} is missing, and nothing can be done without it.`,
  ref_malformed: ({ value, place }) =>
    say`${given(place)} takes the name of a tag, branch or commit, and ${typed(value)} cannot be one by the rules of git.`,
  path_malformed: ({ value, place }) =>
    say`${given(place)} takes paths inside the repository, such as ${code('services/api/package.json')}, and ${typed(value)} is none.`,
  commits_malformed: ({ value, nearest }) =>
    say`${typed(value)} is not a number of commits of a type. ${nearest === null ? 'Write them like' : 'Did you mean'} ${code(nearest ?? '12 feat, 3 BREAKING CHANGE')}${nearest === null ? '.' : '?'}`,
  identifier_malformed: ({ value, place, fault, nearest, known }) =>
    say`${typed(value)} cannot be ${given(place)}: ${identifierRule(fault)}${orNearest(nearest, known)}`,
  duration_malformed: ({ value, place, known }) =>
    say`${given(place)} takes a length of time, such as ${code(known[0] ?? '5m')}, of at most 30 days, and ${typed(value)} is none.`,
  shares_malformed: ({ value, place }) =>
    say`${given(place)} takes shares in percent that grow, such as ${code('20')} or ${code('5,20,50')}, and ${typed(value)} is none.`,
  date_malformed: ({ value, place }) =>
    say`${given(place)} takes a day, such as ${code('2026-12-01')}, and ${typed(value)} is none.`,
  unknown_check: ({ value, known }) => unknown('check', 'checks', plain(value, 60), known),
  count_malformed: ({ value, place, known }) =>
    say`${given(place)} takes a whole number from ${known[0] ?? '0'} to 1,000, and ${typed(value)} is none.`,
  batches_without_rolling: ({ value, place }) =>
    say`${given(place)} goes with the strategy rolling, and ${typed(value)} was asked for. Leave one of the two out.`,
  metric_malformed: ({ value, place }) =>
    say`${given(place)} takes names of metrics, such as ${code('success-rate')}, and ${typed(value)} is none.`,
};

function orNearest(nearest: string | null, known: readonly string[]): Phrase {
  if (nearest !== null) return say`. Did you mean ${code(nearest)}?`;
  return known.length === 0 ? say`.` : say`. Known are ${listed(known, 12)}.`;
}

function given(place: string | null): Phrase {
  return place === null ? say`This` : code(place);
}

function typed(value: string): Phrase {
  return code(plain(value, 60) || '""');
}
