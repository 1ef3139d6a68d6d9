import { decide } from '#domain/release/decide.ts';
import { ReleaseEvent } from '#domain/release/event.ts';
import { questionsOf } from '#domain/release/question.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { checkQuestions, watchAccounts } from './invariants/accounted-for.ts';
import { watchApprovers } from './invariants/approvers.ts';
import { watchExclusiveness } from './invariants/exclusive.ts';
import { watchGates } from './invariants/gates-before-production.ts';
import { checkMonitors } from './invariants/monitors.ts';
import { watchNotAgain } from './invariants/not-again.ts';
import { watchOrder } from './invariants/order.ts';
import { checkReplay } from './invariants/replay.ts';
import { watchTags } from './invariants/tags.ts';
import { answerSensibly, pressSomething } from './people.ts';
import { createRandom } from './random.ts';
import { Violation } from './violation.ts';
import { advance, targetMoves, work } from './worker.ts';
import { append, createWorld, openSubject, type Subject, shaOf, type World } from './world.ts';

export type SimulationResult = { readonly events: number; readonly endings: readonly string[] };

/**
 * One random life of a few releases: a time of faults, then a time in which nothing fails and people answer. Throws a Violation when
 * something that must hold does not. The seed alone determines everything.
 */
export function runSimulation(seed: number, decideNext: typeof decide = decide): SimulationResult {
  const world = createWorld(createRandom(seed), decideNext);
  for (const watch of [
    watchGates,
    watchApprovers,
    watchExclusiveness,
    watchOrder,
    watchTags,
    watchAccounts,
    watchNotAgain,
  ])
    watch(world);
  const count = world.random.int(1, 2);
  for (let number = 1; number <= count; number += 1)
    openSubject(world, number, world.random.chance(0.2) ? 'rollback' : 'release');
  const turns = world.random.int(20, 160);
  for (let turn = 0; turn < turns; turn += 1) turbulentTurn(world);
  settle(world);
  for (const subject of world.subjects) checkReplay(world, subject);
  return {
    events: world.subjects.reduce((sum, subject) => sum + subject.log.length, 0),
    endings: world.subjects.map((subject) => subject.release.ending?.kind ?? 'open'),
  };
}

function turbulentTurn(world: World): void {
  const { random } = world;
  const subject = random.pick(world.subjects);
  const dice = random.next();
  if (dice < 0.4) advance(world, subject);
  else if (dice < 0.65) workOne(world, subject);
  else if (dice < 0.75) targetMoves(world);
  else if (dice < 0.87) pressSomething(world, subject);
  else if (dice < 0.97) world.now += random.pick([100, 1_000, 5_000, 20_000, 120_000]);
  else moveBranch(world, subject);
  if (random.chance(0.1)) checkMonitors(world, subject);
  if (random.chance(0.02)) checkReplay(world, subject);
}

function workOne(world: World, subject: Subject): void {
  const busy = [...subject.workers.values()];
  if (busy.length > 0) work(world, subject, world.random.pick(busy));
}

/** Commits arrive; a release at an approval gate is told, as the sweep and every approval do. */
function moveBranch(world: World, subject: Subject): void {
  world.head = shaOf(100 + (world.now % 1_000_000));
  const { release } = subject;
  const isAtGate = release.plan.steps.some(
    (step) => step.gate?.kind === 'approval' && stateOf(release, step.id).status === 'open',
  );
  if (!isAtGate || release.ending !== null || release.rollback !== null || release.plan.intent === 'rollback') return;
  append(world, subject, {
    v: 1,
    type: 'release.drifted',
    drift: { head: world.head, commits: [{ sha: world.head, subject: 'feat: more', author: 'Otto' }], config: false },
  });
}

/** 6. Without further faults every release reaches an end, and whenever it cannot go on by itself somebody is asked. */
function settle(world: World): void {
  world.hasFaults = false;
  world.sick.clear();
  for (let turn = 0; turn < 600; turn += 1) {
    const open = world.subjects.filter((subject) => subject.release.ending === null);
    if (open.length === 0) {
      finish(world);
      return;
    }
    for (const subject of world.subjects) {
      advance(world, subject);
      for (const busy of [...subject.workers.values()]) work(world, subject, busy);
      targetMoves(world);
      const decision = world.decide(subject.release, world.now);
      const isIdle =
        decision.record.length + decision.start.length + decision.poll.length + decision.inFlight.length === 0 &&
        subject.workers.size === 0;
      if (isIdle && subject.release.ending === null) rest(world, subject, decision.wakeAt);
      answerSensibly(world, subject, 400 - turn);
    }
    world.now += 2_500;
  }
  const stuck = world.subjects.find((subject) => subject.release.ending === null);
  if (stuck !== undefined)
    throw new Violation(
      'reaches-an-end',
      `${stuck.id} hangs: ${
        questionsOf(stuck.release, world.now)
          .map((question) => question.kind)
          .join(', ') || 'nobody is asked'
      }`,
    );
}

function rest(world: World, subject: Subject, wakeAt: number | null): void {
  checkQuestions(world, subject);
  if (wakeAt !== null) return;
  const questions = questionsOf(subject.release, world.now).filter((question) => question.kind !== 'working');
  if (questions.length === 0) throw new Violation('reaches-an-end', `${subject.id} rests and nobody is asked anything`);
}

function finish(world: World): void {
  for (const subject of world.subjects) {
    advance(world, subject);
    for (const { body } of subject.log) ReleaseEvent.parse(body);
  }
}
