import { couldNotCheck, type Finding, failed, type Verdict } from '#domain/doctor/finding.ts';
import { ReleaseError } from '#errors.ts';
import type { Check } from './check.ts';

/** Milliseconds one check may take. */
export const checkLimit = 10_000;

/**
 * Runs groups side by side and the checks of one group in turn, each bounded. Findings come in the order the checks were given, whichever
 * ended first. Never throws.
 */
export async function runChecks(
  groups: readonly (readonly Check[])[],
  limit: number = checkLimit,
): Promise<readonly Finding[]> {
  const found = await Promise.all(groups.map((group) => runInTurn(group, limit)));
  return found.flat();
}

async function runInTurn(group: readonly Check[], limit: number): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const check of group) found.push({ name: check.name, ...(await bounded(check, limit)) });
  return found;
}

async function bounded(check: Check, limit: number): Promise<Verdict> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Verdict>((resolve) => {
    const says = `It did not end within ${limit / 1_000} seconds.`;
    timer = setTimeout(
      () => resolve(couldNotCheck(says, 'Run `fairlead doctor` again, or look there yourself.')),
      limit,
    );
  });
  try {
    return await Promise.race([late, check.run().catch(verdictOfError)]);
  } finally {
    clearTimeout(timer);
  }
}

/** What an error means for a check: a ReleaseError says what is wrong, any other is a fault of the check itself. */
export function verdictOfError(error: unknown): Verdict {
  if (error instanceof ReleaseError) return failed(withoutRetry(error.message));
  return couldNotCheck(`The check itself broke (${error instanceof Error ? error.name : typeof error}).`);
}

/** The doctor looks once, so nothing is tried again by itself. */
export function withoutRetry(sentence: string): string {
  return sentence.replace(/ It is tried again by itself\.$/, '');
}
