import { type Argument, flagOf } from './argument.ts';
import { argumentsOf, type Command, type Form } from './command.ts';
import { commands } from './index.ts';
import { usageOf } from './usage.ts';

/** `docs/commands.md`, drawn from the registry: every command with its forms, and every argument. */
export function commandsPage(): string {
  return `# Commands

What is typed in Slack, written to the bot (\`@Fairlead release status\`, also in a thread) and typed on a machine
(\`fairlead release status --as mira\`) is read by the same parser and does the same.

Arguments may stand without their flag where it is shown so, in any order, or be given as \`--name value\` or \`--name=value\`. Lists are
separated by commas. Curly quotes and long dashes, as Slack clients make them, are read as what was typed. A line that is not understood
is refused with its rule, the nearest right thing and the line to type instead; nothing is guessed and nothing is done.

This page is made from the registry by \`npm run docs\`.

${commands.map(section).join('\n')}
## On a machine

\`fairlead semantic-version\`, \`changelog-generate\`, \`version-bump\`, \`release-notes\` and \`tag-release\` work on the repository of the folder
they are typed in, without Redis and without Slack, with the arguments they have in Slack. The \`fairlead.yml\` of the folder is heeded; without
one, tags are \`v{version}\` and version files are discovered. Results go to standard output, everything else to standard error. What only a folder
has is on pages of its own: \`--write\`, \`--push\` and \`--artifacts\` in [tags.md](tags.md), \`--all\` in [changelogs.md](changelogs.md).

\`fairlead release ...\` and \`fairlead rollback ...\` ask the same workers over the same Redis, so they work while Slack is down. They need
\`--as NAME\`, an identity of \`cli.identities\` in \`fairlead.yml\` that admits the user of the operating system or holds the token in
\`FAIRLEAD_CLI_TOKEN\`, and \`cli.allow\` must hold what is asked. Roles are asked of Slack; an identity with \`roles\` holds those without
asking. \`--request-id ID\` names the request: the same id within an hour is the same request, done once, with the same answer.

| exit code | meaning |
|---|---|
| 0 | Done, or done already by the same request. |
| 1 | Refused by a rule or a right; nothing was done. |
| 2 | Not understood; nothing was done. |
| 3 | Redis is away, or no worker answered in time; it may still happen. |

## Arguments

| flag | meaning |
|---|---|
${everyArgument().map(row).join('\n')}
`;
}

/** Each argument once; the same flag may mean another thing in another command. */
function everyArgument(): readonly Argument[] {
  const all = commands.flatMap(({ forms }) => forms.flatMap(argumentsOf));
  const byMeaning = new Map(all.map((argument) => [`${argument.name} ${argument.meaning}`, argument]));
  return [...byMeaning.values()];
}

function row({ name, shown, meaning }: Argument): string {
  return `| \`${flagOf(name)} ${shown}\` | ${meaning} |`;
}

function section(command: Command): string {
  const rows = command.forms.map((form) => `| \`${nameOf(command, form)}\` | ${form.summary}. | ${form.who} |`);
  const details = command.forms.filter((form) => argumentsOf(form).length > 0).map((form) => detail(command, form));
  return `## \`${command.name}\`

${command.description}.

| form | what it does | who may |
|---|---|---|
${rows.join('\n')}

${details.join('\n')}`;
}

function detail(command: Command, form: Form): string {
  const examples = form.examples.join('\n');
  return `### \`${nameOf(command, form)}\`

\`\`\`text
${usageOf(command, form)}

${examples}
\`\`\`
`;
}

function nameOf(command: Command, form: Form): string {
  return form.word === null ? command.name : `${command.name} ${form.word}`;
}
