import type { Json } from '../ids.ts';
import type { PlanFacts } from './plan-facts.ts';
import { plannedVersionFiles } from './planned-version-files.ts';

/** Everything about the release commit that is known before it is made; each later step can make it again from this alone. */
export function commitParams(facts: PlanFacts): Record<string, Json> {
  return {
    url: facts.project.repository.url,
    source: facts.source,
    version: facts.version,
    ...(facts.unit == null ? {} : { unit: facts.unit }),
    previous: facts.previous,
    versionFiles: plannedVersionFiles(facts.project, facts.services),
    changelogPath: facts.project.changelog,
    changelog: facts.changelog,
    at: facts.requestedAt,
  };
}
