import type { Plan } from '#domain/plan/plan.ts';
import { stageOf } from '#domain/plan/stage.ts';
import type { Step } from '#domain/plan/step.ts';
import { holdersOf } from '#domain/project-log/project-record.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { hasDeployed, stateOf } from '#domain/release/step-of.ts';
import { appendProject, type Deployment, goesWrong, type Subject, type World } from './world.ts';

type Look = { readonly step: Step; readonly attempt: number; readonly isResumed: boolean };
type Events = readonly ReleaseEvent[];

/** One look at a step by its kind, against the simulated world. The events are what the real step would have recorded. */
export function lookAtStep(world: World, subject: Subject, look: Look): Events {
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
    default:
      return goesWrong(world, world.temperament.failures) ? failed(look, 'FAILED') : succeeded(look);
  }
}

/** Looks at a pending step once more; an unchanged answer is not recorded again. */
export function lookAgain(world: World, subject: Subject, look: Omit<Look, 'isResumed'>): Events {
  const { step } = look;
  const target = `${step.environment}/${step.service}`;
  if (step.kind === 'claim-services') {
    const events = claim(world, subject, look);
    return events.some((event) => event.type === 'step.pending') ? [] : events;
  }
  if (step.kind === 'analyse') return analysed(world, subject, look);
  if (step.kind === 'watch-service' || step.kind === 'watch-metrics')
    return world.sick.has(target) ? failed(look, 'UNHEALTHY') : [];
  const deployment = world.deployments.get(`${subject.id}/${step.id}/${look.attempt}`);
  if (deployment?.ended === 'success') return succeeded(look);
  return deployment?.ended === 'failure' ? failed(look, 'DEPLOYMENT_FAILED') : [];
}

const ofLook = ({ step, attempt }: Omit<Look, 'isResumed'>) => ({ v: 1, step: step.id, attempt }) as const;

function succeeded(look: Omit<Look, 'isResumed'>): Events {
  return [{ ...ofLook(look), type: 'step.succeeded', result: null }];
}

function failed(look: Omit<Look, 'isResumed'>, code: string): Events {
  return [{ ...ofLook(look), type: 'step.failed', problem: { code, message: 'It failed.' } }];
}

function pending(
  world: World,
  look: Omit<Look, 'isResumed'>,
  handle: { [key: string]: number },
  millis: number,
): Events {
  return [{ ...ofLook(look), type: 'step.pending', handle, lookAgainAt: world.now + millis, note: null }];
}

/** A transient fault: another try later, until there have been enough. */
function retrying(world: World, subject: Subject, look: Look): Events {
  const state = stateOf(subject.release, look.step.id);
  const tries = ('tries' in state ? state.tries : 0) + 1;
  if (tries >= 6) return failed(look, 'AWAY');
  const problem = { code: 'AWAY', message: 'Away.' };
  return [{ ...ofLook(look), type: 'step.retrying', tries, at: world.now + 500 * 2 ** (tries - 1), problem }];
}

function claim(world: World, subject: Subject, look: Omit<Look, 'isResumed'>): Events {
  const { plan } = subject.release;
  const environment = look.step.environment ?? '';
  const isClosed = world.record.releases.some((one) => one.id === subject.id && one.closed !== null);
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
  return isMoved ? failed(look, 'BASELINE_MOVED') : succeeded(look);
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

function deploy(world: World, subject: Subject, look: Look): Events {
  const { step, attempt, isResumed } = look;
  const key = `${subject.id}/${step.id}/${attempt}`;
  const known = world.deployments.get(key);
  if (isResumed && goesWrong(world, world.temperament.unknowns))
    return [{ ...ofLook(look), type: 'step.unknown', why: 'It cannot be asked.' }];
  const isAbandoned = isResumed && known === undefined && subject.release.rollback?.status === 'running';
  if (isAbandoned && step.undoes === null) return failed(look, 'ABANDONED');
  if (known?.ended === 'success') return succeeded(look);
  if (known?.ended === 'failure') return failed(look, 'DEPLOYMENT_FAILED');
  if (known === undefined) {
    const version = step.params.version === null ? null : String(step.params.version);
    const target = `${step.environment}/${step.service}`;
    world.deployments.set(key, { target, version, stage: stageOf(step.params), ended: null });
  }
  return pending(world, look, {}, 500);
}

function verify(world: World, subject: Subject, look: Look): Events {
  const { step } = look;
  const [environment, service] = [step.environment ?? '', step.service ?? ''];
  const target = `${environment}/${service}`;
  const intended = step.params.version === null ? null : String(step.params.version);
  const observed = world.running.get(target) ?? null;
  const stage = stageOf(step.params);
  if (world.sick.has(target)) return failed(look, 'UNHEALTHY');
  if (stage.kind === 'idle')
    return world.idle.get(target) === intended ? succeeded(look) : failed(look, 'WRONG_VERSION');
  if ('percent' in stage) {
    const share = world.shares.get(target);
    const isThere = share?.version === intended && share.percent === stage.percent;
    return isThere ? succeeded(look) : failed(look, 'WRONG_VERSION');
  }
  if (observed !== intended) return failed(look, 'UNHEALTHY');
  appendProject(world, {
    v: 1,
    type: 'service.ran',
    release: subject.id,
    environment,
    service,
    version: observed,
    commit: null,
  });
  return [{ v: 1, type: 'service.observed', environment, service, intended, observed }, ...succeeded(look)];
}

/** A stage has baked when its time is up; until then it may be found wanting. */
function analysed(world: World, subject: Subject, look: Omit<Look, 'isResumed'>): Events {
  const { step } = look;
  if (goesWrong(world, world.temperament.failures)) return failed(look, 'ANALYSIS_FAILED');
  const state = stateOf(subject.release, step.id);
  const since = 'startedAt' in state ? state.startedAt : world.now;
  const longer = 'extendedBy' in state ? (state.extendedBy ?? 0) : 0;
  const left = since + Number(step.params.bake) + longer - world.now;
  const told: Events = goesWrong(world, world.temperament.failures)
    ? [{ ...ofLook(look), type: 'rule.announced', rule: 'analysis', words: 'error-rate 9.0 %: fails.' }]
    : [];
  return [measured(look), ...told, ...(left <= 0 ? succeeded(look) : pending(world, look, {}, left))];
}

function measured(look: Omit<Look, 'isResumed'>): ReleaseEvent {
  const baseline = { version: null, kind: 'before' } as const;
  const table = { baseline, verdict: 'pass' as const, score: 100, rows: [], problems: [] };
  return { ...ofLook(look), type: 'step.measured', table };
}

function pushTag(world: World, subject: Subject, look: Look): Events {
  const { tag, source } = subject.release.plan;
  if (!world.tags.has(tag)) world.tags.set(tag, { sha: source, release: subject.id });
  return world.tags.get(tag)?.release === subject.id ? succeeded(look) : failed(look, 'TAG_EXISTS');
}

/** What a stage changes at the target. A rollback, like every deployment of the whole, ends whatever was under way. */
function land({ running, shares, idle }: World, { target, version, stage }: Deployment): void {
  switch (stage.kind) {
    case 'share':
    case 'instances':
      shares.set(target, { version, percent: stage.percent });
      return;
    case 'idle':
      idle.set(target, version);
      return;
    case 'retire':
      idle.set(target, null);
      return;
    case 'switch':
      idle.set(target, running.get(target) ?? null);
      running.set(target, version);
      return;
    case 'whole':
      shares.delete(target);
      idle.delete(target);
      running.set(target, version);
  }
}

/** The deploy target goes on by itself: of one service the deployment sent first ends, well or badly. False when none is under way. */
export function targetMoves(world: World): boolean {
  const first = new Map<string, World['deployments'] extends Map<string, infer D> ? D : never>();
  for (const deployment of world.deployments.values())
    if (deployment.ended === null && !first.has(deployment.target)) first.set(deployment.target, deployment);
  if (first.size === 0) return false;
  const deployment = world.random.pick([...first.values()]);
  const isGood = !goesWrong(world, world.temperament.failures);
  deployment.ended = isGood ? 'success' : 'failure';
  if (isGood || world.random.chance(0.3)) land(world, deployment);
  if (isGood && goesWrong(world, world.temperament.illness)) world.sick.add(deployment.target);
  else world.sick.delete(deployment.target);
  return true;
}
