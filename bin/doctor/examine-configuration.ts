import { type ConfigProblem, formatProblem, problemsOf } from '#config/config-problem.ts';
import type { FairleadFile } from '#config/fairlead-file.ts';
import { knownNames } from '#config/known-names.ts';
import { loadConfig } from '#config/load-config.ts';
import { type Finding, failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import { verdictOfError } from '#operations/doctor/run-checks.ts';

/** Reads the configuration file. Every problem and every warning is a finding with its line and column; `file` is null when there are problems. */
export async function examineConfiguration(
  path: string,
): Promise<{ readonly file: FairleadFile | null; readonly findings: readonly Finding[] }> {
  try {
    const { file, warnings } = await loadConfig(path, knownNames);
    const inOrder = ok(`${path} is in order: ${Object.keys(file.projects).join(', ')}.`);
    const thin = warnings.map((problem) => warning(sentence(problem), 'See to it before it is needed.'));
    return { file, findings: named([inOrder, ...thin]) };
  } catch (error) {
    const problems = problemsOf(error).map((problem) => failed(sentence(problem), 'Correct this line.'));
    return { file: null, findings: named(problems.length > 0 ? problems : [verdictOfError(error)]) };
  }
}

function named(verdicts: readonly Verdict[]): readonly Finding[] {
  return verdicts.map((verdict) => ({ name: 'configuration', ...verdict }));
}

function sentence(problem: ConfigProblem): string {
  return formatProblem(problem).replace(/[^.!?]$/, '$&.');
}
