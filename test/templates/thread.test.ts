import { describe, expect, it } from 'vitest';
import { Digest, StepId } from '#domain/ids.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { aCommit, aRelease, people, type Story } from '#test/support/a-release.ts';
import { readBlocks } from '#test/support/read-blocks.ts';
import { stories } from './stories.ts';

const eligible = { 'production/approval': ['U0JONAS', 'U0AIKO'] };
const lines = (story: Story): string =>
  drawRelease(story.picture(eligible))
    .slice(2)
    .map((drawing) => `${drawing.broadcast ? 'channel too: ' : ''}${readBlocks(drawing.blocks)}`)
    .join('\n\n');

describe('the thread', () => {
  it('tells a release that went well', () => {
    expect(lines(stories.released())).toMatchInlineSnapshot(`
      "shop 1.5.0 needs 1 approval by release-lead for production. @U0JONAS or @U0AIKO: please decide on the card above.

      @U0JONAS approved shop 1.5.0 for production. Every seat is filled.

      api runs 1.5.0 in production: verified.

      web runs 1.5.0 in production: verified.

      worker runs 1.5.0 in production: verified.

      # Release notes for shop 1.5.0
      Added
      - pay with a saved card
      - send receipts by mail

      Fixed
      - keep the basket after logging in
      [Edit notes]

      channel too: Released: shop 1.5.0, 3 services verified in production, tagged v1.5.0. It took 3 min from the request."
    `);
  });
  it('tells a failure, its countdown and the rollback with the measured recovery time', () => {
    expect(lines(stories.rolledBack())).toMatchInlineSnapshot(`
      "shop 1.5.0 needs 1 approval by release-lead for production. @U0JONAS or @U0AIKO: please decide on the card above.

      @U0JONAS approved shop 1.5.0 for production. Every seat is filled.

      api runs 1.5.0 in production: verified.

      channel too: Failed: Verify web in production (shop 1.5.0). The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health.

      Fairlead will roll back to 1.4.2 at 09:02:55 UTC. Press Stop the rollback on the card to keep shop 1.5.0 as it is, or Roll back to 1.4.2 now not to wait. Because: Verify web in production: The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health.

      channel too: Rolling back shop 1.5.0, started by Fairlead (countdown). Going back, one after the other: web in production, api in production, worker in staging, web in staging and api in staging. Reason: Verify web in production: The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health.

      web is back on 1.4.2 in production: verified.

      api is back on 1.4.2 in production: verified.

      channel too: Rolled back: shop 1.5.0. Every service it changed runs what ran before. Recovery took 108 s, from the failure to the last verified service."
    `);
  });
  it('tells a rollback of its own', () => {
    expect(lines(stories.rollbackDone())).toMatchInlineSnapshot(`
      "worker runs 1.4.2 in production: verified.

      web runs 1.4.2 in production: verified.

      api runs 1.4.2 in production: verified.

      channel too: Rolled back: shop runs 1.4.2 in production again. Recovery took 117 s, from the request to the last verified service."
    `);
  });
  it('tells who stopped a rollback and what was decided then', () => {
    const story = stories.stopped().add({
      v: 1,
      type: 'step.accepted',
      step: StepId.parse('production/verify/web'),
      attempt: 1,
      by: people.sam,
      reason: 'It answers by hand.',
    });
    expect(lines(story).split('\n\n').slice(-2).join('\n\n')).toMatchInlineSnapshot(`
      "@U0SAM stopped the rollback of shop 1.5.0. It stays as it is until somebody tries again, accepts the step or rolls back.
      > The check is wrong.

      @U0SAM accepted it as done though it failed: Verify web in production.
      > It answers by hand."
    `);
  });
  it('tells new commits and the plan made from them', () => {
    const story = stories.drifted();
    const { plan } = story.release();
    story.add({
      v: 1,
      type: 'release.replanned',
      plan: { ...plan, revision: 2 },
      digest: Digest.parse('ab'.repeat(32)),
      by: people.mira,
      why: 'commits',
    });
    expect(lines(story).split('\n\n').slice(2).join('\n\n')).toMatchInlineSnapshot(`
      "shop 1.5.0: 2 commits since approval. The approval is void: @U0JONAS. @U0MIRA, take them or go on without them on the card.
      - bbbbbbb fix(web): <!channel> *bold* & <https://evil.test|click> (Sam Reed)
      - ccccccc docs: tell how to pay (Priya Nair)

      @U0MIRA made plan 2 of shop 1.5.0 with the 2 new commits. No longer counted: approval by @U0JONAS."
    `);
  });
  it('asks about an unknown outcome and tells the answer', () => {
    const story = stories
      .unknown()
      .add({ v: 1, type: 'step.repeated', step: StepId.parse('staging/deploy/api'), attempt: 1, by: people.mira });
    expect(lines(story)).toMatchInlineSnapshot(`
      "@U0MIRA, did this happen: Deploy api 1.5.0 to staging? The command was lost with its worker, and it has no status command. Fairlead does not guess: look, then press the answer on the card.

      @U0MIRA had it run again: Deploy api 1.5.0 to staging, attempt 2."
    `);
  });
  it('tells a hold, its end, and a rejection', () => {
    const story = stories.held().add({ v: 1, type: 'release.resumed', by: people.mira, reason: null });
    const { digest } = story.release();
    story.add({
      v: 1,
      type: 'gate.rejected',
      step: StepId.parse('production/approval'),
      digest,
      by: people.aiko,
      reason: 'Not before Monday.',
    });
    expect(lines(story)).toMatchInlineSnapshot(`
      "shop 1.5.0 needs 1 approval by release-lead for production. @U0JONAS or @U0AIKO: please decide on the card above.

      @U0SAM put shop 1.5.0 on hold. Anybody in the channel can resume it.
      > The payment provider has an incident.

      @U0MIRA resumed shop 1.5.0.

      channel too: @U0AIKO rejected shop 1.5.0 for production. What was deployed is taken back. Reason:
      > Not before Monday."
    `);
  });
  it('does not tell a service verified whose health check failed', () => {
    expect(lines(stories.counting())).not.toContain('web runs 1.5.0');
  });
  it('keeps the name and the place of every message as the release goes on', () => {
    const early = drawRelease(stories.waiting().picture()).map((drawing) => drawing.slot);
    expect(
      drawRelease(stories.released().picture())
        .map((drawing) => drawing.slot)
        .slice(0, early.length),
    ).toEqual(early);
  });
});

describe('the detail', () => {
  it('shows the plan, the way back, the changelog and the commits', () => {
    const detail = drawRelease(stories.goingBack().picture())[1];
    expect(readBlocks(detail?.blocks ?? [])).toMatchInlineSnapshot(`
      "Preparation, 5 of 5 done
      - Write 1.5.0 into the version files: done in 4 s
      - Write CHANGELOG.md: done in 4 s
      - Commit 1.5.0 and check what it touches: done in 4 s
      - Build: npm run build: done in 4 s
      - Test: npm test: done in 4 s
      Staging, 7 of 7 done
      - Claim api, web, worker in staging: done in 4 s
      - Deploy api 1.5.0 to staging: done in 4 s
      - Verify api in staging: done in 9 s
      - Deploy web 1.5.0 to staging: done in 4 s
      - Verify web in staging: done in 9 s
      - Deploy worker 1.5.0 to staging: done in 4 s
      - Verify worker in staging: done in 9 s
      Production, 6 of 10 done
      - Approval for production: done in 2 s
      - Claim api, web, worker in production: done in 4 s
      - Deploy api 1.5.0 to production: done in 4 s
      - Verify api in production: done in 9 s
      - Wait after api in production: done in 32 s
      - Deploy web 1.5.0 to production: done in 4 s
      - Verify web in production: failed 2026-11-21 09:02 UTC
      - Wait after web in production: not reached
      - Deploy worker 1.5.0 to production: not reached
      - Verify worker in production: not reached
      Publication, 0 of 3 done
      - Tag v1.5.0 and push the tag (cannot be undone): not reached
      - Push the release commit to main: not reached
      - Post the release notes to the thread: not reached
      ---
      Way back, starts by itself 30 s after a step fails, unless stopped
      - Return worker to 1.4.2 in production: not needed
      - Return web to 1.4.2 in production: done in 4 s
      - Return api to 1.4.2 in production: waiting
      - Return worker to 1.4.2 in staging: waiting
      - Return web to 1.4.2 in staging: waiting
      - Return api to 1.4.2 in staging: waiting
      - Stays: Tag v1.5.0 and push the tag. A published tag is never moved or deleted.
      ---
      Changelog, generated from the commits
      [1.5.0] - 2026-11-21
      1 internal change is not listed.
      Added
      - pay with a saved card
      - send receipts by mail
      Fixed
      - keep the basket after logging in
      ---
      4 commits since 1.4.2
      - 4e1c0a1 feat: pay with a saved card (Mira Holm)
      - 4e1c0a2 feat: send receipts by mail (Priya Nair)
      - 4e1c0a3 fix: keep the basket after logging in (Mira Holm)
      - 4e1c0a4 chore: update the linter (Sam Reed)"
    `);
  });
});

describe('the notes', () => {
  const subjects = Array.from({ length: 300 }, (_, index) => `change number ${index} ${'and more '.repeat(12)}end`);
  const notes = `### Added\n\n${subjects.map((subject) => `- ${subject}`).join('\n')}\n`;
  const commits = [aCommit(1, 'feat', 'much')];
  const drawn = drawRelease(aRelease({ notes, commits }).run().approve(people.jonas).run().picture()).filter(
    ({ slot }) => slot.startsWith('notes/'),
  );

  it('come in numbered parts that say they continue', () => {
    expect(drawn.map((drawing) => `${drawing.slot} ${drawing.text}`).slice(0, 2)).toEqual([
      'notes/1 Release notes for shop 1.5.0, part 1 of 7.',
      'notes/2 Release notes for shop 1.5.0, continued, part 2 of 7.',
    ]);
  });
  it('lose nothing', () => {
    const read = drawn.map((drawing) => readBlocks(drawing.blocks)).join('\n');
    expect(subjects.filter((subject) => !read.includes(`- ${subject}`))).toEqual([]);
  });
  it('wait for the step that releases them', () => {
    expect(drawRelease(stories.waiting().picture()).some(({ slot }) => slot.startsWith('notes/'))).toBe(false);
  });
  it('keep a line that is longer than a message', () => {
    const long = Array.from({ length: 3_000 }, (_, index) => `w${index}`).join(' ');
    const parts = drawRelease(
      aRelease({ notes: `- ${long}\n` })
        .run()
        .approve(people.jonas)
        .run()
        .picture(),
    );
    const read = parts
      .filter(({ slot }) => slot.startsWith('notes/'))
      .flatMap((part) => readBlocks(part.blocks).split('\n'))
      .filter((line) => !line.startsWith('#'));
    expect(read.join('').replace(/[\s-]|\[Edit notes\]/g, '')).toBe(long.replaceAll(' ', ''));
  });
});
