import { isDeepStrictEqual } from 'node:util';
import { decide } from '#domain/release/decide.ts';
import { foldLog } from '#domain/release/fold-release.ts';
import { questionsOf } from '#domain/release/question.ts';
import { report, type Subject, type World } from '../world.ts';

/** 8. The whole log folds to the state that was reached event by event, and every prefix can be folded and decided upon. */
export function checkReplay(world: World, subject: Subject): void {
  const replayed = foldLog(subject.log);
  if (!isDeepStrictEqual(replayed, subject.release))
    report(world, 'replay-gives-the-same-state', `the log of ${subject.id} folds to another state`);
  const length = world.random.int(0, subject.log.length);
  try {
    const prefix = foldLog(subject.log.slice(0, length));
    if (prefix !== null) {
      decide(prefix, world.now);
      questionsOf(prefix, world.now);
    }
  } catch (error) {
    report(
      world,
      'replay-gives-the-same-state',
      `the first ${length} events of ${subject.id} cannot be replayed: ${String(error)}`,
    );
  }
}
