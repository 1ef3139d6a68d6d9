import { ReleaseId } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { Certificate } from '#domain/rehearsal/certificate.ts';
import { routeOf } from '#domain/rehearsal/route.ts';

/** The certificate of a rehearsal that covers this release: where one is demanded, the release was rehearsed just before it was asked for. */
export function rehearsedBefore(facts: PlanFacts): readonly Certificate[] {
  const environment = facts.environments.at(-2);
  const isDemanded = facts.project.environments.some(({ rehearsal }) => rehearsal !== undefined);
  if (facts.intent !== 'release' || environment === undefined || !isDemanded) return [];
  const environments = facts.project.environments.map(({ rehearsal: _, ...one }) => one);
  const outcome = compilePlan({ ...facts, project: { ...facts.project, environments } });
  if (outcome.kind === 'refused') return [];
  return [
    {
      release: ReleaseId.parse('rel-0000rehearse'),
      version: facts.version,
      source: facts.source,
      environment,
      services: [...facts.services],
      strategies: {},
      route: routeOf(outcome.plan.steps, environment),
      at: facts.requestedAt,
      took: 60_000,
      tookBack: 30_000,
      undone: [],
    },
  ];
}
