import { judgeMove } from '#domain/moves/judge-move.ts';
import { legalMoves } from '#domain/moves/legal-moves.ts';
import { type MoveRequest, moveKinds } from '#domain/moves/move.ts';
import type { Person } from '#domain/moves/who-may.ts';
import { needsPerson } from '#domain/release/question.ts';
import { append, planOf, type Subject, type World } from './world.ts';

const person = (user: string, roles: readonly string[], email: string): Person => ({
  actor: { kind: 'slack', user },
  roles,
  email,
});

/** The people of the simulation; Rita asks for every release, Otto wrote a commit in every range. */
export const people: readonly Person[] = [
  person('URITA', ['lead', 'manager'], 'rita@example.com'),
  person('UOTTO', ['lead', 'quality'], 'author@example.com'),
  person('ULENA', ['lead'], 'lena@example.com'),
  person('ULUIS', ['lead'], 'luis@example.com'),
  person('UQUIN', ['quality'], 'quin@example.com'),
  person('UCLEO', ['commander'], 'cleo@example.com'),
  person('UNOAH', [], 'noah@example.com'),
];

/** Somebody presses something: mostly a legal button, sometimes a stale, forged or senseless one. Accepted or not, it goes through the judge. */
export function pressSomething(world: World, subject: Subject): void {
  const { random } = world;
  const legal = legalMoves(subject.release);
  const isForged = legal.length === 0 || random.chance(0.15);
  const chosen = isForged
    ? { move: random.pick(moveKinds), step: random.pick([null, ...subject.release.plan.steps.map((step) => step.id)]) }
    : random.pick(legal);
  const stale = random.chance(0.1)
    ? planOf(world, subject.id, {
        version: '9.9.9',
        source: world.head,
        revision: 1,
        leftOut: null,
        intent: 'release',
        requestedAt: 0,
      })
    : null;
  press(
    world,
    subject,
    { ...chosen, release: subject.id, digest: stale?.digest ?? subject.release.digest, reason: 'Because.' },
    random.pick(people),
  );
}

/** Answers whatever a release asks, as sensible people do: no new holds, no endless retries. */
export function answerSensibly(world: World, subject: Subject, patience: number): void {
  if (!needsPerson(subject.release, world.now)) return;
  const avoided: readonly string[] =
    patience > 0 ? ['hold', 'reject', 'cancel'] : ['hold', 'retry-step', 'run-step-again'];
  const sensible = legalMoves(subject.release).filter((legal) => !avoided.includes(legal.move));
  for (const legal of shuffled(world, sensible)) {
    const request: MoveRequest = { ...legal, release: subject.id, digest: subject.release.digest, reason: 'Sensible.' };
    if (people.some((one) => press(world, subject, request, one))) return;
  }
}

/** Judges and records one press; true when it was accepted. */
export function press(world: World, subject: Subject, request: MoveRequest, by: Person): boolean {
  const verdict = judgeMove(subject.release, request, by, world.now);
  if (verdict.kind === 'accepted') for (const event of verdict.events) append(world, subject, event);
  if (verdict.kind === 'replan') {
    const { plan, requestedAt } = subject.release;
    const head = subject.release.drift?.head ?? plan.source;
    const made = planOf(world, subject.id, {
      version: plan.version,
      source: verdict.take ? head : plan.source,
      revision: plan.revision + 1,
      leftOut: verdict.take ? null : head,
      intent: plan.intent,
      baseline: plan.baseline,
      requestedAt,
    });
    if (made === null) return false;
    append(world, subject, {
      v: 1,
      type: 'release.replanned',
      ...made,
      by: by.actor,
      why: verdict.take ? 'commits' : 'kept',
    });
  }
  return verdict.kind === 'accepted' || verdict.kind === 'replan';
}

function shuffled<T>(world: World, list: readonly T[]): readonly T[] {
  return [...list].sort(() => world.random.next() - 0.5);
}
