import { describe, expect, it } from 'vitest';
import { ReleaseId, StepId } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { routeOf } from '#domain/rehearsal/route.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { releaseDetail } from '#templates/release/release-detail.ts';
import { proposeReply } from '#templates/replies/propose-reply.ts';
import { aProject, aRelease, nineOClock, type Story, someFacts } from '#test/support/a-release.ts';
import { readBlocks } from '#test/support/read-blocks.ts';

const facts = { intent: 'rehearsal', environments: ['staging'], services: ['api', 'web'] } as const;
const card = (story: Story): string =>
  readBlocks(releaseCard(story.picture()).blocks).replace(/plan [0-9a-f]{8}/, 'plan DIGEST');

/** The rehearsal up to its end, with this result of its certificate. */
function ended(result: { took: number; tookBack: number } | { why: string }): Story {
  const step = StepId.parse('staging/certify');
  return aRelease(facts)
    .run('staging/certify')
    .add({ v: 1, type: 'step.started', step, attempt: 1, worker: 'worker-1' })
    .add({ v: 1, type: 'step.succeeded', step, attempt: 1, result })
    .run();
}

describe('the card of a rehearsal', () => {
  it('says that it goes there and back', () => {
    expect(card(aRelease(facts).run('staging/verify/web'))).toMatchInlineSnapshot(`
      "# :large_blue_circle: In progress: rehearsal of shop 1.5.0, staging
      Next: verify web in staging.
      1.5.0 to staging and back, 2 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging |
      | api | 1.5.0, verified |
      | web | 1.4.2 → 1.5.0, verifying |
      [Hold the rehearsal] [Why is it waiting?] [!Return to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });

  it('shows each service on its way back', () => {
    expect(card(aRelease(facts).run('staging/return/verify/web'))).toMatchInlineSnapshot(`
      "# :large_blue_circle: In progress: rehearsal of shop 1.5.0, staging
      Next: verify web in staging after the return.
      1.5.0 to staging and back, 2 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging |
      | api | 1.5.0, verified |
      | web | 1.5.0 → 1.4.2, verifying the return |
      [Hold the rehearsal] [Why is it waiting?] [!Return to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });

  it('ends with how long the way back took', () => {
    expect(card(ended({ took: 90_000, tookBack: 41_000 }))).toMatchInlineSnapshot(`
      "# :white_check_mark: Complete: rehearsal of shop 1.5.0
      Done 2026-11-21 09:01 UTC, 94 s after it was requested. There and back took 90 s, the way back 41 s.
      1.5.0 to staging and back, 2 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging |
      | api | 1.4.2, restored |
      | web | 1.4.2, restored |
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });

  it('tells in the thread that a service is back', () => {
    const told = drawRelease(aRelease(facts).run('staging/certify').picture()).map(({ text }) => text);
    expect(told).toContain('api runs 1.5.0 in staging: verified.');
    expect(told).toContain('api is back on 1.4.2 in staging: verified.');
  });

  it('says so when it counts for nothing', () => {
    const text = card(ended({ why: 'Accepted without its success: Verify api in staging.' }));
    expect(text).toContain('It counts for no release. Accepted without its success: Verify api in staging.');
  });

  it('asks for its approval by name', () => {
    const staging = { name: 'staging', approvals: [{ roles: ['qa'] }] };
    const project = aProject({ environments: [staging, { name: 'production' }] });
    const text = card(aRelease({ ...facts, project }).run());
    expect(text).toContain('Waiting for approval: rehearsal of shop 1.5.0, staging');
    expect(text).toContain('Approve the rehearsal of 1.5.0 for staging');
    expect(text).toContain('Cancel the rehearsal of 1.5.0');
  });
});

describe('a release that was rehearsed', () => {
  const rehearsed = compilePlan(someFacts({ intent: 'rehearsal', environments: ['staging'] }));
  const certificate = {
    release: ReleaseId.parse('rel-0000rehearse'),
    version: '1.5.0',
    source: someFacts().source,
    environment: 'staging',
    services: ['api', 'web', 'worker'],
    strategies: {},
    route: routeOf(rehearsed.kind === 'plan' ? rehearsed.plan.steps : [], 'staging'),
    at: nineOClock - 3 * 3_600_000,
    took: 90_000,
    tookBack: 41_000,
    undone: [],
  };
  const release = aRelease({ certificates: [certificate] });

  it('says so on its card, with how long the way back took', () => {
    expect(card(release)).toContain('Way back: rehearsed 2026-11-21 06:00 UTC in staging, 41 s.');
  });

  it('says so with the rollback plan in the thread', () => {
    expect(readBlocks(releaseDetail(release.release()).blocks)).toContain(
      'Way back, rehearsed 2026-11-21 06:00 UTC in staging, 41 s, starts by itself',
    );
  });

  it('says nothing of it where there was none', () => {
    expect(card(aRelease())).not.toContain('rehearsed');
  });
});

describe('the private answer to a rehearsal', () => {
  it('says what comes', () => {
    const opened = {
      release: ReleaseId.parse('rel-0000rehearse'),
      version: '1.5.0',
      project: 'shop',
      intent: 'rehearsal',
    } as const;
    expect(proposeReply({ kind: 'proposed', ...opened, warnings: [] }).text).toBe(
      'The rehearsal of shop 1.5.0 is planned. It goes there and back; its card in the channel shows each step, and at its end how long the way back took.',
    );
    expect(proposeReply({ kind: 'already', ...opened }).text).toContain('there is one of it (rel-0000rehearse).');
  });
});
