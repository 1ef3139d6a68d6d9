import { z } from 'zod';
import { StepId } from '#domain/ids.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { stageOf } from '#domain/plan/stage.ts';
import { openBreakers } from '#domain/project-log/open-breaker.ts';
import { holdersOf } from '#domain/project-log/project-record.ts';
import { circuitBreaker, isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { hasDeployed, stateOf } from '#domain/release/step-of.ts';
import { wasTouched } from '#domain/release/step-state.ts';
import { type Events, failed, type Look, ofLook, pending, type Start, succeeded } from './outcomes.ts';
import { deploy, pollDeployment } from './simulated-deployments.ts';
import { analysed, announcedOnce, watchedMetrics } from './simulated-metrics.ts';
import { appendProject, goesWrong, type Subject, type World } from './world.ts';

const Limit = z.object({ environment: z.string(), rollbacks: z.number(), within: z.number() });

/** One look at a step by its kind, against the simulated world. The events are what the real step would have recorded. */
export function lookAtStep(world: World, subject: Subject, look: Start): Events {
  const { step } = look;
  if (goesWrong(world, world.temperament.blips)) return retrying(world, subject, look);
  switch (step.kind) {
    case 'claim-services':
      return claim(world, subject, look);
    case 'deploy': {
      const events = deploy(world, subject, look);
      return goesWrong(world, world.temperament.blips) ? retrying(world, subject, look) : events;
    }
    case 'verify-service':
      return verify(world, subject, look);
    case 'watch-service':
    case 'watch-metrics':
      return pending(world, look, { bad: 0 }, 1_000);
    case 'analyse':
      return pending(world, look, {}, Number(step.params.bake));
    case 'push-tag':
      return pushTag(world, subject, look);
    case 'check-rehearsal':
      return world.now - subject.release.requestedAt > Number(step.params.within)
        ? failed(world, subject, look, 'REHEARSAL_TOO_OLD')
        : succeeded(look);
    default:
      return goesWrong(world, world.temperament.failures) ? failed(world, subject, look, 'FAILED') : succeeded(look);
  }
}

/** Looks at a pending step once more; an unchanged answer is not recorded again. */
export function lookAgain(world: World, subject: Subject, look: Look): Events {
  const { step } = look;
  if (step.kind === 'claim-services') {
    const events = claim(world, subject, look);
    const isNews = events.some((event) => event.type === 'release.held' || event.type !== 'step.pending');
    return isNews ? events : [];
  }
  if (step.kind === 'analyse') return analysed(world, subject, look);
  if (step.kind === 'watch-service' || step.kind === 'watch-metrics') return watched(world, subject, look);
  if (step.kind !== 'deploy') return [];
  return goesWrong(world, world.temperament.blips)
    ? retrying(world, subject, look)
    : pollDeployment(world, subject, look);
}

/** A transient fault: another try later, until there have been enough. */
function retrying(world: World, subject: Subject, look: Look): Events {
  const state = stateOf(subject.release, look.step.id);
  const tries = ('tries' in state ? state.tries : 0) + 1;
  if (tries >= 6) return failed(world, subject, look, 'AWAY');
  const problem = { code: 'AWAY', message: 'Away.' };
  return [{ ...ofLook(look), type: 'step.retrying', tries, at: world.now + 500 * 2 ** (tries - 1), problem }];
}

function claim(world: World, subject: Subject, look: Look): Events {
  const { plan } = subject.release;
  const environment = look.step.environment ?? '';
  const isClosed = world.record.releases.some((one) => one.id === subject.id && one.closed !== null);
  const held = behindBreaker(world, subject, look);
  if (held !== null) return held;
  if (isClosed || holdersOf(world.record, environment, plan.services, subject.id).length > 0)
    return pending(world, look, {}, 2_000);
  appendProject(world, {
    v: 1,
    type: 'services.claimed',
    release: subject.id,
    environment,
    services: [...plan.services],
  });
  const isMoved = plan.baseline.some((one) => isOvertaken(world, subject, environment, one));
  return isMoved ? failed(world, subject, look, 'BASELINE_MOVED') : succeeded(look);
}

/** The claim waits while the breaker of its services is open, until somebody lets the release through; null once it may be made. */
function behindBreaker(world: World, { release }: Subject, look: Look): Events | null {
  const limit = Limit.safeParse(look.step.params.breaker);
  const state = stateOf(release, look.step.id);
  const wasHeld =
    state.status === 'pending' && state.handle !== null && JSON.stringify(state.handle).includes('isHeld');
  if (!limit.success || (wasHeld && !isHeldByBreaker(release))) return null;
  if (!wasHeld && openBreakers(world.record, release.plan.services, limit.data, world.now).length === 0) return null;
  if (wasHeld || release.hold !== null) return [];
  const held: ReleaseEvent = { v: 1, type: 'release.held', by: circuitBreaker, reason: 'Taken back too often.' };
  return [held, ...pending(world, look, { isHeld: true }, 2_000)];
}

/** Whether something else runs than the plan's way back leads to, and not by this release's own doing. */
function isOvertaken(
  world: World,
  { release }: Subject,
  environment: string,
  expected: Plan['baseline'][number],
): boolean {
  const { service } = expected;
  if (expected.environment !== environment || hasDeployed(release, environment, service)) return false;
  return world.running.get(`${environment}/${service}`) !== expected.version;
}

function verify(world: World, subject: Subject, look: Look): Events {
  const { step } = look;
  const [environment, service] = [step.environment ?? '', step.service ?? ''];
  const target = `${environment}/${service}`;
  const intended = step.params.version === null ? null : String(step.params.version);
  const observed = world.running.get(target) ?? null;
  const stage = stageOf(step.params);
  if (world.sick.has(target) && step.params.healthMode !== 'announce') return failed(world, subject, look, 'UNHEALTHY');
  const told = world.sick.has(target) ? announcedOnce(subject, look, 'health') : [];
  if (stage.kind === 'idle')
    return world.idle.get(target) === intended ? succeeded(look) : failed(world, subject, look, 'WRONG_VERSION');
  if ('percent' in stage) {
    const share = world.shares.get(target);
    const isThere = share?.version === intended && share.percent === stage.percent;
    return isThere ? succeeded(look) : failed(world, subject, look, 'WRONG_VERSION');
  }
  if (observed !== intended) return failed(world, subject, look, 'UNHEALTHY');
  appendProject(world, {
    v: 1,
    type: 'service.ran',
    release: subject.id,
    environment,
    service,
    version: observed,
    commit: null,
  });
  return [...told, { v: 1, type: 'service.observed', environment, service, intended, observed }, ...succeeded(look)];
}

/** A watch is over once the service goes back as planned. */
function watched(world: World, subject: Subject, look: Look): Events {
  const { environment, service, kind, params } = look.step;
  const until = StepId.safeParse(params.until);
  if (until.success && wasTouched(stateOf(subject.release, until.data))) return succeeded(look);
  if (kind === 'watch-metrics') return watchedMetrics(world, subject, look);
  if (!world.sick.has(`${environment}/${service}`)) return [];
  return params.healthMode === 'announce'
    ? announcedOnce(subject, look, 'health')
    : failed(world, subject, look, 'UNHEALTHY');
}

function pushTag(world: World, subject: Subject, look: Look): Events {
  const { tag, source } = subject.release.plan;
  if (!world.tags.has(tag)) world.tags.set(tag, { sha: source, release: subject.id });
  return world.tags.get(tag)?.release === subject.id ? succeeded(look) : failed(world, subject, look, 'TAG_EXISTS');
}
