import { questionsOf } from '#domain/release/question.ts';
import { checkQuestions } from './invariants/accounted-for.ts';
import { answerSensibly } from './people.ts';
import { targetMoves } from './simulated-deployments.ts';
import { advance, work } from './worker.ts';
import { report, type Subject, type World } from './world.ts';

const day = 86_400_000;
const limit = 500;

/**
 * 6. Without further faults every release reaches an end, and whenever it cannot go on by itself somebody is asked. Nothing fails any more,
 * people answer what they are asked and press nothing else.
 */
export function settle(world: World): void {
  world.hasFaults = false;
  world.sick.clear();
  world.metrics.clear();
  for (const subject of world.subjects) advance(world, subject);
  for (let turn = 0; turn < limit; turn += 1) {
    const open = world.subjects.filter((subject) => subject.release.ending === null);
    if (open.length === 0) break;
    const wakes = open.map((subject) => calmTurn(world, subject, turn));
    world.now += Math.min(day, Math.max(500, Math.min(...wakes.map((at) => at - world.now))));
  }
  for (const subject of world.subjects) {
    advance(world, subject);
    if (subject.release.ending !== null) continue;
    const kinds = questionsOf(subject.release, world.now).map((question) => question.kind);
    report(world, 'reaches-an-end', `${subject.id} hangs: ${kinds.join(', ') || 'nobody is asked'}`);
  }
}

/** Everything that can be done now is done. Gives the time to look again at: now, while anything changes. */
function calmTurn(world: World, subject: Subject, turn: number): number {
  const before = subject.log.length;
  advance(world, subject);
  for (const busy of [...subject.workers.values()]) work(world, subject, busy);
  const hasMoved = targetMoves(world);
  if (subject.release.ending !== null || hasMoved || subject.log.length > before) return world.now;
  const { wakeAt } = world.rules.decide(subject.release, world.now);
  rest(world, subject, wakeAt);
  answerSensibly(world, subject, limit / 2 - turn);
  return subject.log.length > before ? world.now : (wakeAt ?? world.now + day);
}

/** Nothing is going on: then a time to wake up at is known, or somebody is asked. */
function rest(world: World, subject: Subject, wakeAt: number | null): void {
  checkQuestions(world, subject);
  if (wakeAt !== null) return;
  const isWaiting = questionsOf(subject.release, world.now).some(
    (question) => question.kind !== 'working' || question.step.kind === 'claim-services',
  );
  if (!isWaiting) report(world, 'reaches-an-end', `${subject.id} rests and nobody is asked anything`);
}
