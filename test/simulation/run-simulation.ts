import { digestOf } from '#domain/digest.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { decide } from '#domain/release/decide.ts';
import { endingDue } from '#domain/release/ending-due.ts';
import { ReleaseEvent } from '#domain/release/event.ts';
import { isAtApproval } from '#domain/release/step-of.ts';
import { type Counts, count } from './counts.ts';
import { watchCoverage } from './coverage.ts';
import { watchAccounts } from './invariants/accounted-for.ts';
import { watchApprovers } from './invariants/approvers.ts';
import { watchBreaker } from './invariants/breaker.ts';
import { watchEndings } from './invariants/endings.ts';
import { watchExclusiveness } from './invariants/exclusive.ts';
import { watchGates } from './invariants/gates-before-production.ts';
import { watchMigrations } from './invariants/migrations.ts';
import { checkMonitors } from './invariants/monitors.ts';
import { watchNotAgain } from './invariants/not-again.ts';
import { watchOrder } from './invariants/order.ts';
import { watchPromotion } from './invariants/promotion.ts';
import { watchRehearsals } from './invariants/rehearsals.ts';
import { checkReplay } from './invariants/replay.ts';
import { watchStages } from './invariants/stages.ts';
import { watchTags } from './invariants/tags.ts';
import { watchValidations } from './invariants/validations.ts';
import { editNotes, pressSomething } from './people.ts';
import { createRandom } from './random.ts';
import { editedProject } from './random-project.ts';
import { settle } from './settle.ts';
import { targetMoves } from './simulated-deployments.ts';
import type { Violation } from './violation.ts';
import { advance, haunt, work } from './worker.ts';
import { append, createWorld, goesWrong, openSubject, type Rules, type Subject, shaOf, type World } from './world.ts';

export type SimulationResult = {
  readonly events: number;
  readonly endings: readonly string[];
  readonly violations: readonly Violation[];
  /** How often each type of event and each rare situation occurred. */
  readonly counts: Counts;
};

const watches = [
  watchGates,
  watchApprovers,
  watchExclusiveness,
  watchOrder,
  watchStages,
  watchBreaker,
  watchPromotion,
  watchTags,
  watchAccounts,
  watchNotAgain,
  watchMigrations,
  watchRehearsals,
  watchValidations,
  watchEndings,
  watchCoverage,
];

/** Mostly a release, for most of what can happen happens to those. */
const firstIntents: readonly Plan['intent'][] = [...Array(8).fill('release'), 'rollback', 'rehearsal'];
const laterIntents: readonly Plan['intent'][] = [
  'release',
  'release',
  'rollback',
  'rollback',
  'rehearsal',
  'validation',
];

/**
 * One random life of up to three releases and rollbacks: a time of faults, then a time in which nothing fails and people answer. The seed
 * alone determines everything.
 */
export function runSimulation(seed: number, mutant: Partial<Rules> = {}): SimulationResult {
  const world = createWorld(createRandom(seed), { decide, endingDue, ...mutant });
  const { random } = world;
  for (const watch of watches) watch(world);
  const size = random.pick([1, 1, 2, 2, 3]);
  openSubject(world, random.pick(firstIntents));
  const turns = random.int(20, 120);
  for (let turn = 0; turn < turns; turn += 1) {
    if (world.subjects.length < size && random.chance(0.02)) openSubject(world, random.pick(laterIntents));
    turbulentTurn(world);
  }
  settle(world);
  checkReplay(world, random.pick(world.subjects));
  if (seed % 40 === 0) for (const subject of world.subjects) parseLog(subject);
  for (const { release } of world.subjects) count(world.counts, `ended: ${release.ending?.kind ?? 'open'}`);
  return {
    events: world.subjects.reduce((sum, subject) => sum + subject.log.length, 0),
    endings: world.subjects.map((subject) => subject.release.ending?.kind ?? 'open'),
    violations: world.violations,
    counts: world.counts,
  };
}

function turbulentTurn(world: World): void {
  const { random, temperament } = world;
  const subject = random.pick(world.subjects);
  const dice = random.next();
  if (dice < 0.65) {
    advance(world, subject);
    workOne(world, subject);
  } else if (dice < 0.7) advance(world, subject);
  else if (dice < 0.85) targetMoves(world);
  else passTime(world);
  if (random.chance(temperament.presses)) pressSomething(world, subject);
  if (random.chance(temperament.changes)) changePlans(world, subject);
  if (random.chance(0.005)) editNotes(world, subject);
  if (random.chance(temperament.ghosts)) haunt(world);
  if (random.chance(temperament.strangers)) world.tags.set(subject.release.plan.tag, { sha: shaOf(7), release: null });
  if (random.chance(temperament.illness * 0.2)) world.sick.add(random.pick([...world.running.keys()]));
  if (random.chance(temperament.illness * 0.2))
    world.metrics.set(random.pick([...world.running.keys()]), random.pick(['bad', 'missing']));
  if (random.chance(0.1)) checkMonitors(world, subject);
  if (random.chance(0.005)) checkReplay(world, subject);
}

function passTime(world: World): void {
  const { random } = world;
  world.now += goesWrong(world, world.temperament.leaps)
    ? random.pick([120_000, 900_000, 100_000_000])
    : random.pick([100, 1_000, 5_000, 20_000]);
}

function workOne(world: World, subject: Subject): void {
  const busy = [...subject.workers.values()];
  if (busy.length > 0) work(world, subject, world.random.pick(busy));
}

/** Commits arrive or the configuration is edited; a release at an approval gate is told, as the sweep and every approval do. */
function changePlans(world: World, subject: Subject): void {
  const isConfig = world.random.chance(0.3);
  if (isConfig) {
    world.project = editedProject(world.project, world.random);
    world.configDigest = digestOf(world.random.next());
  } else world.head = shaOf(100 + (world.now % 1_000_000));
  const { release } = subject;
  if (!isAtApproval(release) || release.ending !== null || release.rollback !== null) return;
  if (release.plan.intent !== 'release') return;
  const commits = isConfig ? [] : [{ sha: world.head, subject: 'feat: more', author: 'Otto' }];
  append(world, subject, {
    v: 1,
    type: 'release.drifted',
    drift: { head: isConfig ? release.plan.source : world.head, commits, config: isConfig },
  });
}

/** Every event is one the log's schema knows. */
function parseLog(subject: Subject): void {
  for (const { body } of subject.log) ReleaseEvent.parse(body);
}
