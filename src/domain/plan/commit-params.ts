import type { Json } from '../ids.ts';
import type { VersionFileEntry } from '../version-files/version-file-entry.ts';
import type { PlanFacts } from './plan-facts.ts';
import { plannedVersionFiles } from './planned-version-files.ts';
import { partsOf } from './settle-parts.ts';

/** Everything about the release commit that is known before it is made; each later step can make it again from this alone. */
export function commitParams(facts: PlanFacts): Record<string, Json> {
  const parts = partsOf(facts);
  const isBumped = parts.includes('bump');
  return {
    url: facts.project.repository.url,
    source: facts.tagged?.commit ?? facts.source,
    version: facts.version,
    ...(facts.unit == null ? {} : { unit: facts.unit }),
    previous: facts.previous,
    versionFiles: isBumped ? plannedVersionFiles(facts.project, facts.services).map(asJson) : [],
    followsWorkspace: true,
    changelogPath: parts.includes('changelog') ? facts.project.changelog : null,
    changelog: facts.changelog,
    at: facts.requestedAt,
  };
}

function asJson(file: VersionFileEntry): Json {
  if (typeof file === 'string') return file;
  return Object.fromEntries(
    Object.entries(file).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
