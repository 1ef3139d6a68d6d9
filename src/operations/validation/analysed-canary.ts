import { releasesOf } from '#domain/project-log/releases-of.ts';
import { canaryVerdicts } from '#domain/validation/canary-verdicts.ts';
import type { CheckResult } from '#domain/validation/check-result.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import { canaryLine, canaryOutcome } from './check-words.ts';

/** What the analyses of the last release of a version came to, where it was analysed, by its log. Where none is known, neither is the outcome. */
export async function analysedCanary(
  ports: { readonly projects: Pick<ProjectLog, 'get'>; readonly releases: Pick<ReleaseLog, 'find'> },
  of: { readonly project: string; readonly version: string; readonly unit: string | null },
): Promise<CheckResult> {
  const own = releasesOf(await ports.projects.get(of.project), of);
  for (const { id } of own.toReversed()) {
    const release = await ports.releases.find(id);
    const verdicts = release === null ? [] : canaryVerdicts(release);
    if (verdicts.length === 0) continue;
    return { ...canaryOutcome(verdicts), lines: verdicts.map(canaryLine).slice(0, 50), output: '' };
  }
  return { outcome: 'not_known', why: `No canary of ${of.version} is known.`, lines: [], output: '' };
}
