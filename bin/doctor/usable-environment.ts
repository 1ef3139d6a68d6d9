import { type EnvironmentVariables, readEnvironment } from '#config/environment-variables.ts';
import { type Finding, failed, ok } from '#domain/doctor/finding.ts';
import { ReleaseError } from '#errors.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export type UsableEnvironment = {
  readonly environment: EnvironmentVariables;
  /** False when something of Slack's variables had to be left out. */
  readonly isSlackUsable: boolean;
  readonly findings: readonly Finding[];
};

const ofSlack = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'];

/**
 * The environment as far as it is in order, so that one malformed variable does not hide what else is wrong: it counts as unset, and each
 * problem is a finding. Never throws and never repeats a value.
 */
export function usableEnvironment(variables: Variables): UsableEnvironment {
  const problems = problemsOf(variables);
  if (problems.length === 0) {
    const findings = [{ name: 'environment', ...ok('Every variable that is set is in order.') }];
    return { environment: readEnvironment(variables), isSlackUsable: true, findings };
  }
  const malformed = problems.flatMap((problem) => /^([A-Z_]+) must /.exec(problem)?.[1] ?? []);
  const left = without(variables, malformed);
  const isSlackUsable = problemsOf(left).length === 0 && !malformed.some((name) => name.startsWith('SLACK_'));
  return {
    environment: readEnvironment(isSlackUsable ? left : without(left, ofSlack)),
    isSlackUsable,
    findings: problems.map((problem) => ({ name: 'environment', ...failed(problem) })),
  };
}

function problemsOf(variables: Variables): readonly string[] {
  try {
    readEnvironment(variables);
    return [];
  } catch (error) {
    if (error instanceof ReleaseError) return error.message.split('\n');
    throw error;
  }
}

function without(variables: Variables, names: readonly string[]): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !names.includes(name)));
}
