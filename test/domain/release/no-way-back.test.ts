import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { judgeMove } from '#domain/moves/judge-move.ts';
import { legalMoves } from '#domain/moves/legal-moves.ts';
import type { MoveKind } from '#domain/moves/move.ts';
import { decide } from '#domain/release/decide.ts';
import { dueRollbackSteps } from '#domain/release/step-of.ts';
import { aDatabaseProject, migrationsOf } from '../../support/a-database.ts';
import { aRelease, people, type Story } from '../../support/a-release.ts';

const contract = { step: 'staging/contract/approval', roles: ['dba'] };
const inProduction = { step: 'production/contract/approval', roles: ['dba'] };

/** Shop 1.5.0 with a destructive migration, at the approval of production: staging has been migrated for good. */
function stagingMigrated(): Story {
  return aRelease({ project: aDatabaseProject(), migrations: migrationsOf('destructive') })
    .run()
    .approve(people.aiko, contract)
    .run();
}

const atTheGate = (): Story => stagingMigrated().approve(people.priya).run();
const allMigrated = (): Story => atTheGate().approve(people.aiko, inProduction);

const press = (story: Story, move: MoveKind) =>
  judgeMove(
    story.release(),
    { move, release: story.release().id, step: null, digest: story.release().digest, reason: 'It is bad.' },
    { actor: people.jonas, roles: ['on-call'], email: null },
    0,
  );
const backOf = (story: Story) =>
  dueRollbackSteps(story.release()).flatMap((step) => (step.kind === 'deploy' ? [step.id] : []));
const moves = (story: Story) => legalMoves(story.release()).map((legal) => legal.move);

describe('a destructive migration', () => {
  it('waits for an approval of its own once every service is verified', () => {
    const story = atTheGate();
    const open = [...story.release().steps].filter(([, state]) => state.status === 'open').map(([id]) => id);
    expect(open).toEqual(['production/contract/approval']);
    expect(moves(story)).toContain('roll-back');
  });

  it('is followed by the publication when all has gone well', () => {
    expect(allMigrated().run().release().ending).toMatchObject({ kind: 'released' });
  });

  it('leaves its environment where it is when a later one is taken back', () => {
    const story = stagingMigrated().approve(people.priya).fail('production/verify/api', 'It is not well.');
    expect(backOf(story)).toEqual(['rollback/production/deploy/api']);
    expect(press(story, 'roll-back').kind).toBe('accepted');
    expect(story.release().ending).toBeNull();
  });

  it('does not roll back by itself when it fails, and people are asked', () => {
    const story = allMigrated().fail('production/contract/migrate', 'It ended with exit code 1.');
    const { record, start } = decide(story.release(), Number.MAX_SAFE_INTEGER);
    expect(record).toEqual([]);
    expect(start.filter((run) => run.step.startsWith('rollback/'))).toEqual([]);
    expect(moves(story)).toEqual(expect.arrayContaining(['retry-step', 'accept-step', 'cancel']));
  });

  it('forbids the way back from the moment it begins, also for a watch that fails later', () => {
    const story = allMigrated().run('publish/push-tag');
    expect(backOf(story)).toEqual([]);
    expect(moves(story)).not.toContain('roll-back');
    for (const move of ['roll-back', 'roll-back-now'] as const)
      expect(press(story, move)).toEqual({
        kind: 'refused',
        refusal: { code: 'no_way_back', environments: ['staging', 'production'] },
      });
  });

  it('ends a release whose next environment is rejected, since there is nothing to take back', () => {
    const story = stagingMigrated();
    const { digest } = story.release();
    const step = StepId.parse('production/approval');
    story.add({ v: 1, type: 'gate.rejected', step, digest, by: people.priya, reason: 'no' });
    expect(story.release().ending).toMatchObject({ kind: 'rejected' });
  });
});

describe('a reversible migration', () => {
  const story = () => aRelease({ project: aDatabaseProject(), migrations: migrationsOf('reversible') });

  it('is undone behind the services once it has been started', () => {
    const failed = story().fail('staging/verify/web', 'It is not well.');
    expect(press(failed, 'roll-back').kind).toBe('accepted');
    expect(dueRollbackSteps(failed.release()).map((step) => step.id)).toEqual([
      'rollback/staging/deploy/web',
      'rollback/staging/verify/web',
      'rollback/staging/deploy/api',
      'rollback/staging/verify/api',
      'rollback/staging/migrate',
    ]);
  });

  it('is undone alone when it failed before anything was deployed', () => {
    const failed = story().fail('staging/migrate', 'It ended with exit code 1.');
    expect(dueRollbackSteps(failed.release()).map((step) => step.id)).toEqual(['rollback/staging/migrate']);
    expect(decide(failed.release(), 0).record).toMatchObject([{ type: 'rollback.scheduled' }]);
  });

  it('that nobody has started is not undone', () => {
    const failed = story().fail('staging/backup', 'The disk is full.');
    expect(dueRollbackSteps(failed.release())).toEqual([]);
    expect(moves(failed)).toContain('cancel');
  });
});
