import { expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import { MoveWish } from '#domain/moves/move-wish.ts';
import { resolveWish, type WishOutcome } from '#domain/moves/resolve-wish.ts';
import type { Release } from '#domain/release/release.ts';
import { wishReply } from '#templates/replies/wish-reply.ts';
import { aRelease, people } from '#test/support/a-release.ts';

const blank = { project: 'shop', release: null, version: null, step: null, plan: null, reason: null };
const aWish = (change: object) => MoveWish.parse({ ...blank, move: 'hold', ...change });

const waiting = aRelease().run().release();
const other: Release = {
  ...waiting,
  id: ReleaseId.parse('rel-000000000001'),
  plan: { ...waiting.plan, version: '1.6.0' },
};
const failed = aRelease().run('staging/deploy/api').fail('staging/deploy/api', 'It did not start.').release();
const plan = waiting.digest.slice(0, 8);

const resolve = (wish: object, open: readonly Release[] = [waiting]) => resolveWish(aWish(wish), open);
function told(outcome: WishOutcome): string {
  if (outcome.kind === 'request') throw new Error('It was understood.');
  return wishReply(outcome).text;
}

it('means the only open release of the project', () => {
  expect(resolve({ reason: 'x' })).toEqual({
    kind: 'request',
    request: { move: 'hold', release: waiting.id, step: null, digest: null, reason: 'x' },
  });
});

it('means the one of this version or id among several', () => {
  expect(resolve({ version: '1.6.0' }, [waiting, other])).toMatchObject({ request: { release: other.id } });
  expect(resolve({ release: waiting.id }, [waiting, other])).toMatchObject({ request: { release: waiting.id } });
});

it('means the only one it is possible for', () => {
  const held: Release = { ...other, hold: { by: waiting.requestedBy, reason: 'x', at: 1 } };
  expect(resolve({ move: 'resume' }, [waiting, held])).toMatchObject({ request: { release: held.id } });
});

it('asks which one where several could be meant', () => {
  expect(told(resolve({}, [waiting, other]))).toBe(
    'Several open releases could be meant. Nothing was done. Name one by its version or id: shop 1.5.0 (rel-4e1c0aa9f2c4) or shop 1.6.0 (rel-000000000001).',
  );
});

it('says that none is open, and which are', () => {
  expect(told(resolve({ version: '1.4.0' }))).toBe(
    'There is no open release of shop 1.4.0. Nothing was done. Open are shop 1.5.0 (rel-4e1c0aa9f2c4).',
  );
  expect(told(resolve({}, []))).toBe('There is no open release of shop. Nothing was done. Nothing is in flight.');
  expect(told(resolve({ project: 'blog' }))).toMatch(/^There is no open release of blog\./);
});

it('finds a step by the last parts of its id', () => {
  for (const step of ['deploy/api', 'staging/deploy/api', 'api', null])
    expect(resolve({ move: 'retry-step', step }, [failed])).toMatchObject({
      kind: 'request',
      request: { move: 'retry-step', step: 'staging/deploy/api' },
    });
});

it('names the steps that wait where the one named does not', () => {
  expect(told(resolve({ move: 'retry-step', step: 'deploy/web' }, [failed]))).toBe(
    'No step deploy/web of shop 1.5.0 waits for that. Nothing was done. Possible are staging/deploy/api.',
  );
  expect(resolve({ move: 'retry-step', step: 'i' }, [failed])).toMatchObject({ kind: 'no_step' });
});

it('is a press for the judge to refuse where the move is not possible now', () => {
  expect(resolve({ move: 'retry-step' })).toMatchObject({ kind: 'request', request: { step: null } });
  expect(resolve({ move: 'roll-back-now' })).toMatchObject({ kind: 'request' });
});

it('approves only a plan that was looked at', () => {
  const outcome = resolve({ move: 'approve' });
  expect(outcome.kind).toBe('plan_unseen');
  expect(told(outcome)).toBe(
    `To approve shop 1.5.0 for production is to approve this plan: 4 commits: 2 features, 1 fix and 1 other. Nothing was done yet. Press the button, or type /release approve rel-4e1c0aa9f2c4 --plan ${plan}.`,
  );
  expect(resolve({ move: 'approve', plan })).toMatchObject({
    kind: 'request',
    request: { step: 'production/approval', digest: waiting.digest },
  });
});

it('means the gate that is passed where none is open, so that a repeat is told so', () => {
  const approved = aRelease().run().approve(people.jonas).run('production/deploy/api').release();
  expect(resolve({ move: 'approve' }, [approved])).toMatchObject({
    kind: 'request',
    request: { step: 'production/approval', digest: approved.digest },
  });
});

it('binds an approval of another plan to none, so that the judge refuses it', () => {
  expect(resolve({ move: 'approve', plan: '00000000' })).toMatchObject({ kind: 'request', request: { digest: null } });
});

it('rejects whatever plan is in force', () => {
  expect(resolve({ move: 'reject', reason: 'x' })).toMatchObject({ request: { digest: waiting.digest, reason: 'x' } });
});
