import type { Random } from './random.ts';

const types: readonly [string, ...string[]] = [
  'fix',
  ...Array.from({ length: 30 }, () => 'fix' as const),
  ...Array.from({ length: 18 }, () => 'feat' as const),
  ...Array.from({ length: 20 }, () => 'chore' as const),
  ...Array.from({ length: 10 }, () => 'docs' as const),
  ...Array.from({ length: 8 }, () => 'test' as const),
  ...Array.from({ length: 6 }, () => 'ci' as const),
  ...Array.from({ length: 5 }, () => 'refactor' as const),
  ...Array.from({ length: 3 }, () => 'perf' as const),
];
const scopes = ['api', 'ui', 'worker', 'deps', 'cart', 'search', 'auth', 'build', 'checkout', 'mail'] as const;
const verbs = [
  'keep',
  'show',
  'handle',
  'move',
  'drop',
  'allow',
  'refuse',
  'count',
  'read',
  'write',
  'wait for',
] as const;
const objects = [
  'the window when it is hidden',
  'prices with more than two decimals',
  'a second request while the first one waits',
  'files without a line end',
  'the address bar on small screens',
  'sessions that ended long ago',
  'orders of closed accounts',
  'the order of equal results',
  'names with accents, such as Zo\u00eb',
  'retries after a lost connection',
] as const;
const sentences = [
  'The old code looked at the first entry only, which was right as long as there was one.',
  'This happens when the process is started before the network is up, and only on the first attempt.',
  'It was measured with the profile of a working day; the difference is about a tenth.',
  'Nobody relied on the former behaviour, as far as the logs of the last month tell.',
  'The test fails without the change and passes with it.',
  'See the discussion for the other ways that were tried, and why they were not taken.',
] as const;
const people = ['Mira', 'Jonas', 'Aiko', 'Sam', 'Priya'] as const;

/** A person who writes commits. */
export function person(random: Random): { readonly name: string; readonly email: string } {
  const name = `${random.pick(people)} ${String.fromCharCode(65 + random.below(26))}.`;
  return { name, email: `${name.slice(0, -3).toLowerCase()}.${random.below(40)}@shop.example` };
}

/** A message as people write them: mostly conventional, half with a body, some with footers, a few breaking, reverting or of no form. */
export function commitMessage(random: Random, number: number, earlier: readonly { subject: string }[]): string {
  if (random.chance(0.012) && earlier.length > 0) {
    const { subject } = earlier[random.below(earlier.length)] ?? { subject: 'something' };
    return `Revert "${subject}"\n\nThis reverts commit ${'0'.repeat(40)}.\n`;
  }
  const what = `${random.pick(verbs)} ${random.pick(objects)}`;
  const isBreaking = random.chance(0.01);
  const scope = random.chance(0.4) ? `(${random.pick(scopes)})` : '';
  const title = random.chance(0.12)
    ? `Make it ${what}`
    : `${random.pick(types)}${scope}${isBreaking ? '!' : ''}: ${what}`;
  const pull = random.chance(0.55) ? ` (#${number})` : '';
  const body = random.chance(0.5) ? `\n\n${paragraphs(random)}` : '';
  const footers = random.chance(0.45) ? `\n\n${footersOf(random, number, isBreaking)}` : '';
  return `${title}${pull}${body}${footers}\n`;
}

function paragraphs(random: Random): string {
  const count = 1 + random.below(3);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + random.below(4) }, () => random.pick(sentences)).join('\n'),
  ).join('\n\n');
}

function footersOf(random: Random, number: number, isBreaking: boolean): string {
  const author = person(random);
  const lines = [`Signed-off-by: ${author.name} <${author.email}>`];
  if (random.chance(0.4)) lines.unshift(`Closes #${Math.max(1, number - random.below(500))}`);
  if (random.chance(0.15)) {
    const other = person(random);
    lines.push(`Co-authored-by: ${other.name} <${other.email}>`);
  }
  if (isBreaking) lines.unshift('BREAKING CHANGE: the option has gone; name the folder instead.');
  return lines.join('\n');
}
