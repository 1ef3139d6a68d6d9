import { Digest } from '#domain/ids.ts';
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

const endings: readonly string[] = ['cancel', 'reject', 'roll-back', 'roll-back-now'];
const anotherDigest = Digest.parse('0'.repeat(64));

/** Somebody presses something: mostly a legal button, sometimes a stale, forged or senseless one. Accepted or not, it goes through the judge. */
export function pressSomething(world: World, subject: Subject): void {
  const { random } = world;
  const legal = legalMoves(subject.release);
  const isForged = legal.length === 0 || random.chance(0.1);
  const chosen = isForged
    ? { move: random.pick(moveKinds), step: random.pick([null, ...subject.release.plan.steps.map((step) => step.id)]) }
    : random.pick(legal);
  if (endings.includes(chosen.move) && !random.chance(world.temperament.endings)) return;
  if (chosen.move === 'hold' && !random.chance(0.3)) return;
  const digest = random.chance(0.1) ? anotherDigest : subject.release.digest;
  press(world, subject, { ...chosen, release: subject.id, digest, reason: 'Because.' }, random.pick(people));
}

/** Somebody gives the notes other words, whatever the release is doing, and also after its end: it must change nothing else. */
export function editNotes(world: World, subject: Subject): void {
  const by = world.random.pick(people).actor;
  append(world, subject, { v: 1, type: 'notes.edited', audience: 'customers', text: 'Better.', from: 'person', by });
}

/** Answers whatever a release asks, as sensible people do: no new holds, no endless retries. Nobody is asked, nobody presses. */
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
      plan: made.plan,
      digest: made.digest,
      by: by.actor,
      why: verdict.take ? (subject.release.drift?.commits.length === 0 ? 'config' : 'commits') : 'kept',
    });
  }
  return verdict.kind === 'accepted' || verdict.kind === 'replan';
}

function shuffled<T>(world: World, list: readonly T[]): readonly T[] {
  return [...list].sort(() => world.random.next() - 0.5);
}
