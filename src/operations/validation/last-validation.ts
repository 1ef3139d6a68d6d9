import type { Release } from '#domain/release/release.ts';
import type { Validated } from '#domain/validation/validated.ts';
import { verdictOf } from '#domain/validation/verdict.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';

/** What the last validation of a release's version and source commit came to. */
export type LastValidation = (release: Release) => Promise<Validated | null>;

/**
 * Finds it in the logs, where it is already: nothing is remembered beside them. Null for what is no release, and where none has come to its
 * end; one of another commit says nothing of this one.
 */
export function createLastValidation(ports: {
  readonly projects: Pick<ProjectLog, 'get'>;
  readonly releases: Pick<ReleaseLog, 'find'>;
}): LastValidation {
  return async ({ plan }) => {
    if (plan.intent !== 'release') return null;
    const record = await ports.projects.get(plan.project);
    const ended = record.releases.filter(
      ({ intent, version, unit, closed }) =>
        intent === 'validation' && version === plan.version && unit === plan.unit && closed?.ending === 'released',
    );
    for (const { id } of ended.toReversed()) {
      const validation = await ports.releases.find(id);
      if (validation?.ending?.kind !== 'released' || validation.plan.source !== plan.source) continue;
      const { isReady, passed, of } = verdictOf(validation);
      return { at: validation.ending.at, isReady, passed, of };
    }
    return null;
  };
}
