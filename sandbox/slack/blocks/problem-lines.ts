import type { Problem } from './check.ts';

/** The complaints as Slack words them: the sentence and its JSON pointer in brackets. */
export function problemLines(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => `${problem.message} [json-pointer:${problem.pointer}]`);
}

/** The same lines as Slack puts them in `response_metadata.messages`. */
export function errorLines(problems: readonly Problem[]): readonly string[] {
  return problemLines(problems).map((line) => `[ERROR] ${line}`);
}
