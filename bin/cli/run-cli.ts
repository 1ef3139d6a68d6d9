import type { BullmqQueue, JobEnd } from '#adapters/bullmq/bullmq-queue.ts';
import { admitCaller } from '#config/cli-caller.ts';
import { Answer } from '#domain/answer.ts';
import type { Command } from '#domain/commands/command.ts';
import { contextOf } from '#domain/commands/context-of.ts';
import { helpLines } from '#domain/commands/help-lines.ts';
import { commandNamed } from '#domain/commands/index.ts';
import { jobOf, type WorkAsk } from '#domain/commands/job-of.ts';
import { type ParsedCommand, parseTokens } from '#domain/commands/parse-command.ts';
import { typedText } from '#domain/commands/typed-text.ts';
import type { CliPolicy } from '#domain/project/cli-policy.ts';
import { ReleaseError } from '#errors.ts';
import type { Configuration } from '#ports/configuration.ts';
import { commandRefusal } from '#templates/replies/command-refusal.ts';
import { helpReply } from '#templates/replies/help-reply.ts';
import { receivedReply } from '#templates/replies/received-reply.ts';
import { type CallOptions, readCallOptions } from './call-options.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { plainText } from './plain-text.ts';

export type CliPorts = {
  readonly configuration: Pick<Configuration, 'projects' | 'defaultProject'>;
  readonly policy: CliPolicy;
  readonly queue: Pick<BullmqQueue, 'enqueueAndWait'>;
  /** User of the operating system who runs the process. */
  readonly osUser: string;
  /** FAIRLEAD_CLI_TOKEN. */
  readonly token: string | undefined;
  /** A request id nobody has used. */
  readonly newRequestId: () => string;
  /** How long an answer is waited for, in milliseconds. */
  readonly patience: number;
  readonly say: (line: string) => void;
};

/**
 * `fairlead release ...` and `fairlead rollback ...`: the commands of Slack, read by the same parser and done by the same workers, so that
 * they work while Slack is down. The same `--request-id` within an hour is the same request and gives the same answer.
 */
export async function runCli([name = '', ...argv]: readonly string[], ports: CliPorts): Promise<ExitCode> {
  const command = commandNamed(name);
  if (command === null)
    return say(ports, `There is no command ${name}. Use fairlead release or fairlead rollback.`, 'usage');
  const options = readCallOptions(argv);
  if (typeof options === 'string') return say(ports, `${options} Nothing was done.`, 'usage');
  const parsed = parse(command, options.words, ports);
  if (parsed.kind === 'refused') return say(ports, commandRefusal(parsed.refusal).text, 'usage');
  if (parsed.ask.kind === 'help') return say(ports, helpText(), 'done');
  return carryOut(command, parsed, options, ports);
}

function parse(command: Command, words: readonly string[], { configuration }: CliPorts): ParsedCommand {
  const tokens = words.map((word) => ({ text: typedText(word), isQuoted: false }));
  return parseTokens(
    command,
    tokens,
    contextOf(configuration, { channel: null, canOpenForms: false }),
    typedText(words.join(' ')),
  );
}

async function carryOut(
  command: Command,
  { ask, form, project }: Extract<ParsedCommand, { kind: 'ask' }>,
  options: CallOptions,
  ports: CliPorts,
): Promise<ExitCode> {
  const { policy, osUser, token } = ports;
  if (options.as === null) {
    const names = Object.keys(policy.identities).join(', ') || 'none; add some to cli.identities in fairlead.yml';
    return say(ports, `Say who you are with --as <name>. Known are ${names}. Nothing was done.`, 'usage');
  }
  const caller = admitCaller(policy, { as: options.as, verb: form.verb ?? 'status', osUser, token });
  if (caller.kind === 'refused') return say(ports, `${caller.why} Nothing was done.`, 'refused');

  const requestId = options.requestId ?? ports.newRequestId();
  const source = `cli ${command.name} ${options.as} ${requestId}`;
  const asked = { source, actor: caller.actor, replyTo: { kind: 'return' as const }, channel: null };
  const { id, job } = jobOf(ask as WorkAsk, asked);
  say(ports, receivedReply(ask as WorkAsk, project).text, 'done');
  try {
    return tellEnd(await ports.queue.enqueueAndWait(job, { id }, ports.patience), requestId, ports);
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    return say(ports, error.message, error.fault === 'transient' ? 'noAnswer' : 'refused');
  }
}

function tellEnd(end: JobEnd, requestId: string, ports: CliPorts): ExitCode {
  if (end.kind === 'failed') return say(ports, end.message, 'refused');
  if (end.kind === 'waiting') {
    const seconds = Math.round(ports.patience / 1_000);
    const again = `Ask again with --request-id ${requestId}: it is the same request and is not done twice.`;
    return say(
      ports,
      `No worker has answered within ${seconds} s. The request is recorded and may still happen. ${again}`,
      'noAnswer',
    );
  }
  const { how, text } = Answer.parse(end.result);
  return say(ports, text, how);
}

function helpText(): string {
  return helpReply(helpLines(), null).text.replaceAll('. /', '.\n/');
}

function say(ports: CliPorts, text: string, how: keyof typeof exitCodes): ExitCode {
  ports.say(plainText(text));
  return exitCodes[how];
}
