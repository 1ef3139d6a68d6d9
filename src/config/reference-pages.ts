import { z } from 'zod';
import { commandPlaceholders, healthPlaceholders } from './check-references.ts';
import { environmentTable, type Variable } from './environment-table.ts';
import { FairleadFile } from './fairlead-file.ts';
import { bareSchema, isDuration } from './schema-at.ts';

/** `docs/configuration.md`, drawn from the schema: one table for each level of the file. */
export function configurationPage(): string {
  return `# Configuration

Everything Fairlead does is configured in one file, \`fairlead.yml\`; the variable \`FAIRLEAD_CONFIG\` names another. An unknown key or a
bad value is refused with its file, line and column, what was expected, and the nearest valid word. The file is read again when it
changes; while it has a mistake the last good one stays in force.

This page is made from the schema by \`npm run docs\`. A duration is written \`250ms\`, \`10s\`, \`5m\`, \`24h\` or \`2d\`.
In the arguments of a deployer's commands ${braces(commandPlaceholders)} are filled in; in a health address ${braces(healthPlaceholders)}.

${sections('fairlead.yml', FairleadFile).join('\n')}`;
}

/** `docs/environment.md`, drawn from the table of variables. */
export function environmentPage(): string {
  const rows = Object.entries<Variable>(environmentTable).map(([name, variable]) => {
    const fallback = variable.fallback === undefined ? '' : `\`${variable.fallback}\``;
    return `| \`${name}\` | ${variable.what} | Must ${variable.rule}. | ${fallback} |`;
  });
  return `# Environment variables

They are checked at start. A malformed one is refused with its name, the rule and what to do; its value is never printed. An empty
variable counts as unset. Secrets come from here and nowhere else: they do not enter the log of a release, and are taken out of output.

| variable | what it is | rule | default |
|---|---|---|---|
${rows.join('\n')}

This page is made by \`npm run docs\`.
`;
}

function sections(title: string, schema: z.ZodType): readonly string[] {
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodDiscriminatedUnion) {
    const key = bare.def.discriminator;
    return bare.options.flatMap((option) =>
      sections(`${title}, ${key} ${literalOf(option, key)}`, option as z.ZodType),
    );
  }
  if (bare instanceof z.ZodRecord) return sections(`${title}.<name>`, bare.valueType as z.ZodType);
  if (bare instanceof z.ZodArray) return sections(`${title}[]`, bare.element as z.ZodType);
  if (isChoice(bare)) return bare.options.flatMap((option) => sections(title, option as z.ZodType));
  if (!(bare instanceof z.ZodObject)) return [];
  const entries = Object.entries(bare.shape as Readonly<Record<string, z.ZodType>>);
  const rows = entries.map(([key, value]) => row(key, value));
  const table = `## \`${title}\`\n\n| key | type | default | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  const prefix = title === 'fairlead.yml' ? '' : `${title}.`;
  return [table, ...entries.flatMap(([key, value]) => sections(`${prefix}${key}`, value))];
}

function row(key: string, schema: z.ZodType): string {
  return `| \`${key}\` | ${typeOf(schema)} | ${defaultOf(schema)} | ${schema.description ?? ''} |`;
}

function typeOf(schema: z.ZodType): string {
  if (isDuration(schema)) return 'duration';
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodArray) return `list of ${typeOf(bare.element as z.ZodType)}`;
  if (isChoice(bare)) return bare.options.map((option) => typeOf(option as z.ZodType)).join(' or ');
  if (bare instanceof z.ZodRecord) return 'names and values';
  if (bare instanceof z.ZodEnum) return bare.options.map((option) => `\`${option}\``).join(', ');
  if (bare instanceof z.ZodLiteral) return `\`${[...bare.values].join('`, `')}\``;
  if (bare instanceof z.ZodNumber) return 'number';
  if (bare instanceof z.ZodBoolean) return 'true or false';
  return bare instanceof z.ZodObject || bare instanceof z.ZodDiscriminatedUnion ? 'keys and values' : 'text';
}

/** A value that is written in one of several shapes, which no key tells apart. */
function isChoice(schema: z.ZodType): schema is z.ZodUnion {
  return schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion);
}

function defaultOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodOptional) return 'none';
  if (schema instanceof z.ZodPrefault) return 'see below';
  if (!(schema instanceof z.ZodDefault)) return '**required**';
  const value = schema.def.defaultValue as unknown;
  if (isDuration(schema)) return `\`${durationText(Number(value))}\``;
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : value.map((each) => `\`${String(each)}\``).join(', ');
  return typeof value === 'object' ? 'empty' : `\`${String(value)}\``;
}

function durationText(millis: number): string {
  const units = [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const;
  const fit = units.find(([, length]) => millis >= length && millis % length === 0);
  return fit === undefined ? `${millis / 1_000}s` : `${millis / fit[1]}${fit[0]}`;
}

function literalOf(option: unknown, key: string): string {
  const literal = option instanceof z.ZodObject ? (option.shape[key] as unknown) : null;
  return literal instanceof z.ZodLiteral ? [...literal.values].join(', ') : '';
}

function braces(names: readonly string[]): string {
  return names.map((name) => `\`{${name}}\``).join(', ');
}
