import { PlannedAnalysis } from '#domain/project/monitor.ts';
import { circuitBreaker } from '#domain/release/circuit-breaker.ts';
import type { ReleaseEvent, Rule } from '#domain/release/event.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { waitsSince } from '#domain/release/watched.ts';
import { type Events, failed, type Look, ofLook, pending, succeeded, unknown } from './outcomes.ts';
import { goesWrong, type Subject, type World } from './world.ts';

/** A stage has baked when its time is up; until then its metrics may be found wanting. */
export function analysed(world: World, subject: Subject, look: Look): Events {
  const { step } = look;
  const { analysis, bake } = { analysis: analysisOf(look), bake: Number(step.params.bake) };
  const state = stateOf(subject.release, step.id);
  const since = 'startedAt' in state ? state.startedAt : world.now;
  const longer = 'extendedBy' in state ? (state.extendedBy ?? 0) : 0;
  const left = since + bake + longer - world.now;
  if (analysis === null)
    return goesWrong(world, world.temperament.failures)
      ? failed(world, subject, look, 'ANALYSIS_FAILED')
      : baked(world, look, left);
  const seen = metricsOf(world, look);
  if (seen === 'good') return [measured(look, 'pass'), ...baked(world, look, left)];
  if (seen === 'bad' && analysis.mode === 'act')
    return [measured(look, 'fail'), ...failed(world, subject, look, 'ANALYSIS_FAILED')];
  if (seen === 'bad') return [...announcedOnce(subject, look, 'analysis'), ...baked(world, look, left)];
  if (left > 0 || analysis.mode === 'announce') return baked(world, look, left);
  if (analysis.noData === 'fail') return failed(world, subject, look, 'NOT_ENOUGH_DATA');
  const isPatient = analysis.noData === 'wait' && left > -bake;
  return isPatient ? pending(world, look, {}, left + bake) : unknown(look, 'Too few requests.');
}

/**
 * A watch of metrics at its next look: it fails, holds or tells when they are bad, and says nothing of what is missing. What it sees is told once
 * while a person is waited for.
 */
export function watchedMetrics(world: World, subject: Subject, look: Look): Events {
  const since = waitsSince(subject.release, look.step, world.now);
  if (look.step.params.onlyWhile === 'waiting' && since === null) return [];
  if (metricsOf(world, look) !== 'bad') return toldSince(world, subject, look, since);
  if (analysisOf(look)?.mode === 'announce') return announcedOnce(subject, look, 'metrics');
  if (look.step.params.action !== 'hold') return failed(world, subject, look, 'METRICS_FAILED');
  const state = stateOf(subject.release, look.step.id);
  const wasHeld = state.status === 'pending' && isHandle(state.handle) && state.handle.isHeld === true;
  if (wasHeld || subject.release.hold !== null) return [];
  const held: ReleaseEvent = { v: 1, type: 'release.held', by: circuitBreaker, reason: 'Too many errors.' };
  return [held, ...pending(world, look, { isHeld: true }, 1_000)];
}

function toldSince(world: World, { release }: Subject, look: Look, since: number | null): Events {
  const state = stateOf(release, look.step.id);
  const last = release.measured.get(look.step.id)?.at ?? 0;
  if (since === null || last >= since || state.status !== 'pending') return [];
  const isHeld = isHandle(state.handle) && state.handle.isHeld === true;
  return [measured(look, 'pass'), ...pending(world, look, { isHeld }, 1_000)];
}

/** What a rule in announce mode would have done, said once an attempt. */
export function announcedOnce({ release }: Subject, look: Look, rule: Rule): Events {
  const isSaid = release.announced.some(
    (one) => one.step === look.step.id && one.attempt === look.attempt && one.rule === rule,
  );
  return isSaid ? [] : [{ ...ofLook(look), type: 'rule.announced', rule, words: 'It would have stopped.' }];
}

function analysisOf({ step }: Look): PlannedAnalysis | null {
  return PlannedAnalysis.nullable().parse(step.params.analysis ?? null);
}

function metricsOf(world: World, { step }: Look): 'good' | 'bad' | 'missing' {
  return world.metrics.get(`${step.environment}/${step.service}`) ?? 'good';
}

function baked(world: World, look: Look, left: number): Events {
  return left <= 0 ? succeeded(look) : pending(world, look, {}, left);
}

function isHandle(handle: unknown): handle is { readonly isHeld?: unknown } {
  return typeof handle === 'object' && handle !== null;
}

function measured(look: Look, verdict: 'pass' | 'fail'): ReleaseEvent {
  const baseline = { version: null, kind: 'before' } as const;
  const table = { baseline, verdict, score: verdict === 'pass' ? 100 : 0, rows: [], problems: [] };
  return { ...ofLook(look), type: 'step.measured', table };
}
