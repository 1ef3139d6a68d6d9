import type { Millis, StepId } from '#domain/ids.ts';
import { bakeOf } from '#domain/moves/bake-of.ts';
import { type Stage, stageOf } from '#domain/plan/stage.ts';
import type { Step } from '#domain/plan/step.ts';
import { isReturn } from '#domain/rehearsal/is-return.ts';
import type { Measured, Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { isInFlight, type StepState, wasTouched } from '#domain/release/step-state.ts';
import { watchedNow } from '#domain/release/watched.ts';

/** What a stage of a rollout is at. */
export type StageAct =
  | { readonly kind: 'deploying' | 'verifying' | 'done' | 'asking' }
  | {
      readonly kind: 'baking';
      readonly step: StepId;
      readonly until: Millis;
      readonly bake: Millis;
      readonly extendedBy: Millis;
      /** What the analysis says so far. */
      readonly note: string | null;
    }
  /** Somebody is to let it go on. `note` is what the analysis said at its end. */
  | { readonly kind: 'promotion'; readonly gate: Step; readonly note: string | null };

/** How far one service has come in one environment, of a rollout that goes by stages. */
export type StageStanding = {
  readonly environment: string;
  readonly service: string;
  readonly version: string;
  readonly stage: Stage;
  /** Counted from 1. */
  readonly number: number;
  readonly count: number;
  readonly act: StageAct;
  /** What was seen of it last. */
  readonly measured: (Measured & { readonly by: Observer }) | null;
};

/** Who measured: the analysis that decides whether a stage goes on, one that has ended, or what watches while the release waits for a person. */
export type Observer = 'analysis' | 'ended-analysis' | 'watch';

/**
 * Every service that is on its way through stages, or is analysed after its move, in the order of the plan; behind them those that are watched
 * while the release waits for a person. Nothing once a rollback runs.
 */
export function stageStandings(release: Release, now: Millis): readonly StageStanding[] {
  if (release.ending !== null || release.rollback?.status === 'running') return [];
  const { environments, services } = release.plan;
  const all = environments.flatMap((environment) =>
    services.flatMap((service) => standingOf(release, environment, service, now) ?? []),
  );
  return [...all.filter((one) => !isOut(one)), ...all.filter(isOut)];
}

/** Whether the service has come to the end of its stages. */
function isOut({ act, number, count }: Pick<StageStanding, 'act' | 'number' | 'count'>): boolean {
  return act.kind === 'done' && number === count;
}

function standingOf(release: Release, environment: string, service: string, now: Millis): StageStanding | null {
  const own = release.plan.steps.filter((step) => step.environment === environment && step.service === service);
  const deploys = own.filter((step) => step.kind === 'deploy' && stageOf(step.params).kind !== 'retire');
  // The way back of a rehearsal is no stage on the way there, and ends it.
  const stages = deploys.filter((step) => !isReturn(step));
  if (deploys.some((step) => !stages.includes(step) && wasTouched(stateOf(release, step.id)))) return null;
  const at = stages.findLastIndex((step) => wasTouched(stateOf(release, step.id)));
  const current = stages[at];
  const isStaged = stages.length > 1 || own.some((step) => step.kind === 'analyse');
  if (current === undefined) return null;
  const behind = stepsBehind(own, current);
  const act = actOf(release, current, behind);
  const way = { act, number: at + 1, count: stages.length };
  const watched = watchedNow(release, { environment, service }, now);
  if (watched === null && (!isStaged || isOut(way))) return null;
  const version = release.plan.version;
  const stage = stageOf(current.params);
  const analysed = behind.analyse === undefined ? null : measuredBy(release, behind.analyse);
  return { environment, service, version, stage, ...way, measured: newest(act, analysed, watched) };
}

/** What a watch sees once an analysis has ended goes before what that saw last. */
function newest(act: StageAct, analysed: Measured | null, watched: Measured | null): StageStanding['measured'] {
  if (watched !== null && (analysed === null || watched.at > analysed.at)) return { ...watched, by: 'watch' };
  return analysed === null ? null : { ...analysed, by: act.kind === 'baking' ? 'analysis' : 'ended-analysis' };
}

/** What the attempt of an analysis that counts saw last. */
export function measuredBy(release: Release, step: Step): Measured | null {
  const measured = release.measured.get(step.id);
  return measured?.attempt === stateOf(release, step.id).attempt ? measured : null;
}

type Behind = Readonly<Record<'verify' | 'analyse' | 'gate', Step | undefined>>;

/** The steps that judge a deployment, each if the plan has it. */
function stepsBehind(own: readonly Step[], deploy: Step): Behind {
  const behind = (step: Step | undefined, kind: string): Step | undefined =>
    step === undefined
      ? undefined
      : own.find((other) => other.kind === kind && !other.background && other.needs.includes(step.id));
  const verify = behind(deploy, 'verify-service');
  const analyse = behind(verify, 'analyse');
  return { verify, analyse, gate: behind(analyse, 'approval') };
}

/** The first thing behind the deployment that is not over; a failure or a question is told where it is asked. */
function actOf(release: Release, deploy: Step, { verify, analyse, gate }: Behind): StageAct {
  const open = (step: Step | undefined): Step | null =>
    step !== undefined && stateOf(release, step.id).status !== 'succeeded' ? step : null;
  if (open(deploy) !== null) return asking(stateOf(release, deploy.id)) ?? { kind: 'deploying' };
  if (verify !== undefined && open(verify) !== null)
    return asking(stateOf(release, verify.id)) ?? { kind: 'verifying' };
  if (analyse === undefined) return { kind: 'done' };
  if (open(analyse) !== null) return baking(release, analyse);
  if (gate !== undefined && stateOf(release, gate.id).status === 'open')
    return { kind: 'promotion', gate, note: resultWords(stateOf(release, analyse.id)) };
  return { kind: 'done' };
}

function baking(release: Release, step: Step): StageAct {
  const state = stateOf(release, step.id);
  if (!isInFlight(state) || !('startedAt' in state)) return asking(state) ?? { kind: 'verifying' };
  const { startedAt, extendedBy = 0 } = state;
  const bake = bakeOf(step);
  const note = state.status === 'pending' ? state.note : null;
  return { kind: 'baking', step: step.id, until: startedAt + bake + extendedBy, bake, extendedBy, note };
}

function asking(state: StepState): StageAct | null {
  return state.status === 'failed' || state.status === 'unknown' ? { kind: 'asking' } : null;
}

/** The words an analysis has left as its result. */
function resultWords(state: StepState): string | null {
  const result = state.status === 'succeeded' ? state.result : null;
  if (result === null || typeof result !== 'object' || !('words' in result)) return null;
  return typeof result.words === 'string' ? result.words : null;
}
