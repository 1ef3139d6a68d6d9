import { fillPlaceholders } from '#domain/placeholders.ts';
import type { ciPlaceholders } from '#domain/project/ci-deployer-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';

type Values = Readonly<Record<(typeof ciPlaceholders)[number], string>>;

/** The placeholders of a deployment. What does not exist is empty: the version of a removal, the commit of a rollback, the percent of a whole, the count of a share. */
function ciValues(deployment: Deployment): Values {
  const { commit, environment, intent, key, previous, service, stage, version } = deployment;
  return {
    version: version ?? '',
    previous: previous ?? '',
    service,
    environment,
    commit: commit ?? '',
    key,
    action: version === null ? 'remove' : intent,
    stage: stage?.kind ?? 'whole',
    percent: stage !== undefined && 'percent' in stage ? String(stage.percent) : '',
    count: stage?.kind === 'instances' ? String(stage.count ?? '') : '',
  };
}

/** What a CI system is told, with the placeholders filled in. */
export function fillTold(told: Readonly<Record<string, string>>, deployment: Deployment): Record<string, string> {
  const values = ciValues(deployment);
  return Object.fromEntries(Object.entries(told).map(([name, template]) => [name, fill(template, values)]));
}

/** One template with the placeholders filled in. Refuses one the configuration check would have refused. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  const filled = fillPlaceholders(template, values);
  if (filled.kind === 'filled') return filled.text;
  throw new ReleaseError('CONFIG_INVALID', 'fatal', filled.why);
}
