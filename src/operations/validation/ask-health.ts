import type { CheckResult } from '#domain/validation/check-result.ts';
import type { Health } from '#ports/health.ts';
import type { HealthTarget } from '../steps/health-target.ts';

/** Asks every service once how it is, where the version runs. Where it runs nowhere, nobody can say. */
export async function askHealth(
  health: Health,
  targets: readonly { readonly environment: string; readonly service: string; readonly health: HealthTarget }[],
): Promise<CheckResult> {
  if (targets.length === 0)
    return { outcome: 'not_known', why: 'The version runs nowhere that has a health check.', lines: [], output: '' };
  const answers = await Promise.all(
    targets.map(async ({ environment, service, health: check }) => {
      const answer = await health.check(check);
      return {
        isWell: answer.ok,
        line: `${service} in ${environment}: ${answer.ok ? 'well' : answer.why}`.slice(0, 500),
      };
    }),
  );
  const unwell = answers.filter(({ isWell }) => !isWell).length;
  const lines = answers.map(({ line }) => line).slice(0, 50);
  return unwell === 0
    ? { outcome: 'passed', why: `All ${answers.length} answer well.`, lines, output: '' }
    : { outcome: 'failed', why: `${unwell} of ${answers.length} do not answer well.`, lines, output: '' };
}
