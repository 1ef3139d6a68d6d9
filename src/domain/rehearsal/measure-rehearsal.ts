import type { Millis } from '../ids.ts';
import type { TimedEvent } from '../picture.ts';
import type { Release } from '../release/release.ts';
import { stateOf } from '../release/step-of.ts';
import type { Certificate } from './certificate.ts';
import { routeOf, stepsThere } from './route.ts';

export type Measured =
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  /** Somebody accepted what had not succeeded by itself, so the rehearsal proves nothing. */
  | { readonly kind: 'unproven'; readonly why: string };

/**
 * The certificate of a rehearsal whose way back is done, from the times of its log: equal logs give equal certificates. Where a person
 * accepted a step in place of its success there is none.
 */
export function measureRehearsal(
  release: Release,
  events: readonly TimedEvent[],
  {
    environment,
    strategies,
    back,
  }: Pick<Certificate, 'environment' | 'strategies'> & { readonly back: readonly string[] },
): Measured {
  const { id, plan } = release;
  const accepted = plan.steps.find((step) => {
    const state = stateOf(release, step.id);
    return state.status === 'succeeded' && state.acceptedBy !== null;
  });
  if (accepted !== undefined) return { kind: 'unproven', why: `Accepted without its success: ${accepted.title}.` };
  const there = stepsThere(plan.steps, environment);
  const began = firstStart(
    events,
    there.map((step) => step.id),
  );
  const turned = firstStart(events, back);
  const ended = lastSuccess(events, back);
  if (began === null || turned === null || ended === null)
    return { kind: 'unproven', why: 'The log does not tell when it went there and back.' };
  const undone = plan.steps.some((step) => step.kind === 'migrate-back') ? (plan.migrations ?? []) : [];
  return {
    kind: 'certificate',
    certificate: {
      release: id,
      version: plan.version,
      ...(plan.unit === undefined ? {} : { unit: plan.unit }),
      source: plan.source,
      environment,
      services: plan.services,
      strategies,
      route: routeOf(plan.steps, environment),
      at: ended,
      took: ended - began,
      tookBack: ended - turned,
      undone: undone.filter(({ nature }) => nature === 'reversible').map(({ path }) => path),
    },
  };
}

function firstStart(events: readonly TimedEvent[], steps: readonly string[]): Millis | null {
  return events.find(({ body }) => body.type === 'step.started' && steps.includes(body.step))?.at ?? null;
}

function lastSuccess(events: readonly TimedEvent[], steps: readonly string[]): Millis | null {
  return events.findLast(({ body }) => body.type === 'step.succeeded' && steps.includes(body.step))?.at ?? null;
}
