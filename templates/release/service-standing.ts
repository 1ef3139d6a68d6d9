import { baselineOf } from '#domain/plan/baseline-of.ts';
import { stageOf, stagePlace } from '#domain/plan/stage.ts';
import type { Step } from '#domain/plan/step.ts';
import { isReturn } from '#domain/rehearsal/is-return.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { wasTouched } from '#domain/release/step-state.ts';
import { plain } from '../text/plain.ts';

/** One service in one environment: what runs as far as was seen, what is meant to, and how far that is, in words. */
type ServiceStanding = {
  readonly runs: string | null;
  /** Whether anybody looked since the release began; else `runs` is what ran before. */
  readonly isSeen: boolean;
  readonly intended: string | null;
  readonly state: string;
  /** True when nothing is to be seen here: it waits its turn or it is where it should be. */
  readonly isCalm: boolean;
};

/** Reads the standing from the log: observed versions where there are any, else what ran before the release. */
export function serviceStanding(release: Release, environment: string, service: string): ServiceStanding {
  const isHere = (step: Step): boolean => step.environment === environment && step.service === service;
  const stages = release.plan.steps.filter((step) => step.kind === 'deploy' && isHere(step));
  // Of a rollout in stages the one it has come to tells where the service stands.
  const deploy = stages.findLast((step) => wasTouched(stateOf(release, step.id))) ?? stages[0];
  const before = baselineOf(release.plan, environment, service)?.version ?? null;
  const seen = release.observed.get(`${environment}/${service}`);
  const runs = seen === undefined ? before : seen.observed;
  const isSeen = seen !== undefined;
  if (deploy === undefined) return { runs, isSeen, intended: runs, state: 'not part of it', isCalm: true };
  const isGoingBack = release.rollback?.status === 'running';
  const isTakenBack = isGoingBack && wasTouched(stateOf(release, deploy.id));
  // The way back of a rehearsal is a part of its plan.
  const isReturned = !isGoingBack && isReturn(deploy) && wasTouched(stateOf(release, deploy.id));
  const isBack = isTakenBack || isReturned;
  const steps = isTakenBack ? release.plan.rollbackSteps : release.plan.steps;
  const move = isTakenBack ? steps.find((step) => step.kind === 'deploy' && isHere(step)) : deploy;
  const verify = steps.find(
    (step) => step.kind === 'verify-service' && move !== undefined && step.needs.includes(move.id),
  );
  const intended = isBack || isGoingBack ? before : release.plan.version;
  const words = isBack ? backWords : forwardWords;
  const reached = stateWord(release, move, verify, words);
  // A verified stage that is not the whole says how far the version is; a service is verified when all of it is.
  const part = reached === forwardWords.done && move !== undefined ? stagePlace(stageOf(move.params)) : null;
  const state = part ?? reached;
  const isOver = release.ending !== null && state === words.waiting;
  const calm: readonly string[] = [words.waiting, words.done, 'not touched'];
  return {
    runs,
    isSeen,
    intended,
    state: isOver || (isGoingBack && !isBack) ? 'not touched' : state,
    isCalm: calm.includes(state),
  };
}

/** The standing in one table cell: "1.4.2 → 1.5.0, deploying", "1.5.0, verified", "1.4.2 instead of 1.5.0, failed". */
export function standingText(standing: ServiceStanding): string {
  const runs = name(standing.runs);
  const intended = name(standing.intended);
  if (standing.state === 'not touched' || standing.state === 'not part of it') return `${runs}, ${standing.state}`;
  if (standing.runs === standing.intended) return `${runs}, ${standing.state}`;
  const isWrong = standing.isSeen && standing.state.includes('failed');
  return isWrong
    ? `${runs} instead of ${intended}, ${standing.state}`
    : `${runs} \u2192 ${intended}, ${standing.state}`;
}

type StateWords = {
  readonly [Key in 'waiting' | 'moving' | 'failed' | 'unknown' | 'checking' | 'unwell' | 'done' | 'accepted']: string;
};

const forwardWords: StateWords = {
  waiting: 'waiting',
  moving: 'deploying',
  failed: 'deploy failed',
  unknown: 'outcome unknown',
  checking: 'verifying',
  unwell: 'verification failed',
  done: 'verified',
  accepted: 'accepted, not verified',
};

const backWords: StateWords = {
  waiting: 'waits to go back',
  moving: 'going back',
  failed: 'return failed',
  unknown: 'return unknown',
  checking: 'verifying the return',
  unwell: 'verification failed',
  done: 'restored',
  accepted: 'accepted, not verified',
};

function stateWord(release: Release, move: Step | undefined, verify: Step | undefined, words: StateWords): string {
  const moved = move === undefined ? 'succeeded' : stateOf(release, move.id).status;
  if (moved === 'failed') return words.failed;
  if (moved === 'unknown') return words.unknown;
  if (moved !== 'succeeded') return moved === 'waiting' ? words.waiting : words.moving;
  const check = verify === undefined ? null : stateOf(release, verify.id);
  if (check?.status === 'succeeded' && check.acceptedBy !== null) return words.accepted;
  const checked = check?.status ?? 'succeeded';
  if (checked === 'failed') return words.unwell;
  if (checked === 'unknown') return words.unknown;
  return checked === 'succeeded' ? words.done : words.checking;
}

function name(version: string | null): string {
  return version === null ? 'nothing' : plain(version, 24);
}
