import type { Json } from '../ids.ts';
import type { PlanFacts } from './plan-facts.ts';

/** Everything about the release commit that is known before it is made; each later step can make it again from this alone. */
export function commitParams(facts: PlanFacts): Record<string, Json> {
  const serviceFiles = facts.services.flatMap((name) => facts.project.services[name]?.versionFiles ?? []);
  return {
    url: facts.project.repository.url,
    source: facts.source,
    version: facts.version,
    ...(facts.unit == null ? {} : { unit: facts.unit }),
    previous: facts.previous,
    versionFiles: [...new Set([...facts.project.versionFiles, ...serviceFiles])],
    changelogPath: facts.project.changelog,
    changelog: facts.changelog,
    at: facts.requestedAt,
  };
}
