import type { ProposeRequest } from '#domain/job.ts';
import type { Person } from '#domain/moves/who-may.ts';
import { breakerLimit } from '#domain/plan/claim-limit.ts';
import type { Override, Plan } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import { type OpenBreaker, openBreakers } from '#domain/project-log/open-breaker.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import type { ProposeRefusal } from '#domain/proposal/propose-outcome.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';

/** What the circuit breaker says of a release that is asked for. */
export type BreakerVerdict =
  | { readonly kind: 'closed' }
  /** Open, and only told of. */
  | { readonly kind: 'announced'; readonly open: readonly OpenBreaker[] }
  /** Open, and somebody who may lets this release through, with a reason. */
  | { readonly kind: 'overridden'; readonly override: Override }
  | { readonly kind: 'refused'; readonly refusal: ProposeRefusal };

/** Asks the breaker of the last environment, by the project's log. */
export function judgeBreaker(
  {
    project,
    request,
    services,
  }: {
    readonly project: Project;
    readonly request: ProposeRequest;
    readonly services: readonly string[];
  },
  record: Pick<ProjectRecord, 'releases'>,
  person: Person,
  now: number,
): BreakerVerdict {
  const limit = breakerLimit(project);
  if (limit === null || !isAsked(request, limit.environment)) return { kind: 'closed' };
  const open = openBreakers(record, services, limit, now);
  if (open.length === 0) return { kind: 'closed' };
  if (project.rollback.breaker?.mode === 'announce') return { kind: 'announced', open };
  const roles = project.managers;
  const reason = request.breakerReason?.trim() ?? '';
  if (reason === '') return { kind: 'refused', refusal: { code: 'breaker_open', open, within: limit.within, roles } };
  const role = roles.find((name) => person.roles.includes(name));
  if (role === undefined || person.actor.kind === 'automatic')
    return { kind: 'refused', refusal: { code: 'breaker_not_permitted', roles } };
  return { kind: 'overridden', override: { rule: 'breaker', by: person.actor.user, role, reason } };
}

/** A hotfix is never asked, nor what ends before the environment or moves nothing there. */
function isAsked({ version, environments, intent, settings }: ProposeRequest, environment: string): boolean {
  const isHotfix = 'bump' in version && version.bump === 'hotfix';
  const isDeployed = settings?.parts?.includes('deploy') !== false;
  return !isHotfix && isDeployed && intent === undefined && environments?.includes(environment) !== false;
}

/** The event that says that the breaker would have refused the release, where it only tells. */
export function breakerAnnounced(verdict: BreakerVerdict, { steps }: Plan): readonly ReleaseEvent[] {
  const [first] = steps;
  if (verdict.kind !== 'announced' || first === undefined) return [];
  const words = verdict.open.map(({ service, rollbacks, closesAt }) => {
    const versions = rollbacks.map(({ version }) => version).join(', ');
    return `${service} was taken back too often lately (${versions}), so it would have been refused until ${new Date(closesAt).toISOString()}.`;
  });
  const told = words.join(' ').slice(0, 2_000);
  return [{ v: 1, type: 'rule.announced', step: first.id, attempt: 1, rule: 'breaker', words: told }];
}
