import { describe, expect, it } from 'vitest';
import { legalMoves } from '#domain/moves/legal-moves.ts';
import { parseButtonValue } from '#templates/button-value.ts';
import { actionIds, moveActionIds } from '#templates/ids.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { aRelease } from '#test/support/a-release.ts';
import { buttonsOf, readBlocks } from '#test/support/read-blocks.ts';
import { stories } from './stories.ts';

const eligible = { 'production/approval': ['U0JONAS', 'U0AIKO'] };
const card = (name: keyof typeof stories): string =>
  readBlocks(releaseCard(stories[name]().picture(eligible)).blocks).replace(/plan [0-9a-f]{8}/, 'plan DIGEST');

describe('the card', () => {
  it('names the step that runs while nobody is asked', () => {
    expect(card('testing')).toMatchInlineSnapshot(`
      "# :large_blue_circle: In progress: shop 1.5.0, preparation
      Now: Test: npm test, since 2026-11-21 09:00 UTC. Next: claim api, web, worker in staging.
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.4.2 → 1.5.0, waiting | 1.4.2 → 1.5.0, waiting |
      | web | 1.4.2 → 1.5.0, waiting | 1.4.2 → 1.5.0, waiting |
      | worker | 1.4.2 → 1.5.0, waiting | 1.4.2 → 1.5.0, waiting |
      [Hold 1.5.0] [Why is it waiting?] [Edit notes] [!Cancel 1.5.0]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('asks for the approval that is missing and names who can give it', () => {
    expect(card('waiting')).toMatchInlineSnapshot(`
      "# :raised_hand: Waiting for approval: shop 1.5.0, production
      Next: 1 approval by release-lead for production.
      Approval for production, asked for 2026-11-21 09:01 UTC. Each counts for 24 h.
      - 0 of 1 by release-lead
      - Can approve: @U0JONAS or @U0AIKO
      [*Approve 1.5.0 for production?] [!Reject 1.5.0 for production]
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      | web | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      | worker | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      [Hold 1.5.0] [Why is it waiting?] [Edit notes] [!Roll back to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('shows who filled a seat until when, and what is still needed', () => {
    expect(card('halfApproved')).toMatchInlineSnapshot(`
      "# :raised_hand: Waiting for approval: shop 1.5.0, production
      Next: 1 approval by release-lead and 1 approval by on-call or manager for production.
      Approval for production, asked for 2026-11-21 09:01 UTC. Each counts for 24 h.
      - 1 of 2 by release-lead: @U0JONAS (until 2026-11-22 09:01 UTC), 1 more needed
      - 0 of 1 by on-call or manager
      - Can approve: @U0JONAS or @U0AIKO
      [*Approve 1.5.0 for production?] [!Reject 1.5.0 for production]
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      | web | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      | worker | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      [Hold 1.5.0] [Why is it waiting?] [Edit notes] [!Roll back to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('lists the commits since approval, defused, and the void approvals', () => {
    expect(card('drifted')).toMatchInlineSnapshot(`
      "# :warning: Plan out of date: shop 1.5.0, production
      Next: take the 2 new commits or go on without them.
      2 commits since approval on main. The approval is void: @U0JONAS.
      - bbbbbbb fix(web): <!channel> *bold* & <https://evil.test|click> (Sam Reed)
      - ccccccc docs: tell how to pay (Priya Nair)
      [*Take the 2 new commits] [Go on with 4e1c0aa without them]
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      | web | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      | worker | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      [Hold 1.5.0] [Why is it waiting?] [Edit notes] [!Roll back to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('gives the reason of a hold', () => {
    expect(card('held')).toMatchInlineSnapshot(`
      "# :double_vertical_bar: On hold: shop 1.5.0, production
      Next: somebody resumes it; @U0SAM put it on hold.
      On hold by @U0SAM since 2026-11-21 09:01 UTC:
      > The payment provider has an incident.
      Approval for production, asked for 2026-11-21 09:01 UTC. Each counts for 24 h.
      - 0 of 1 by release-lead
      - Can approve: @U0JONAS or @U0AIKO
      [Approve 1.5.0 for production?] [!Reject 1.5.0 for production]
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      | web | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      | worker | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      [*Resume 1.5.0] [Why is it waiting?] [Edit notes] [!Roll back to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('shows the output of a failed command', () => {
    expect(card('testsFailed')).toMatchInlineSnapshot(`
      "# :rotating_light: Failed: shop 1.5.0, preparation
      Next: try again, accept it as done or cancel.
      Failed: Test: npm test, 2026-11-21 09:00 UTC: It ended with exit code 1.
          FAIL  test/basket.test.ts
          AssertionError: expected 2 to be 3
      [*Try again: test] [Accept as done: test]
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.4.2 → 1.5.0, waiting | 1.4.2 → 1.5.0, waiting |
      | web | 1.4.2 → 1.5.0, waiting | 1.4.2 → 1.5.0, waiting |
      | worker | 1.4.2 → 1.5.0, waiting | 1.4.2 → 1.5.0, waiting |
      [Hold 1.5.0] [Why is it waiting?] [Edit notes] [!Cancel 1.5.0]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('asks what happened when nobody knows', () => {
    expect(card('unknown')).toMatchInlineSnapshot(`
      "# :question: Needs an answer: shop 1.5.0, staging
      Next: somebody says whether it happened: Deploy api 1.5.0 to staging.
      Did it happen? Deploy api 1.5.0 to staging
      The outcome has been unknown since 2026-11-21 09:00 UTC: The command was lost with its worker, and it has no status command. Look where it would have happened, then say.
      [It happened: deploy api, staging] [Run it again: deploy api, staging?]
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.4.2 → 1.5.0, outcome unknown | 1.4.2 → 1.5.0, waiting |
      | web | 1.4.2 → 1.5.0, waiting | 1.4.2 → 1.5.0, waiting |
      | worker | 1.4.2 → 1.5.0, waiting | 1.4.2 → 1.5.0, waiting |
      [Hold 1.5.0] [Why is it waiting?] [Edit notes] [!Roll back to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('counts down to the second with the button that stops it', () => {
    expect(card('counting')).toMatchInlineSnapshot(`
      "# :rotating_light: Failed, rollback ahead: shop 1.5.0, production
      Next: roll back to 1.4.2 at 09:02:55 UTC, unless somebody stops it.
      The rollback starts by itself at 09:02:55 UTC. Stop it to decide without haste, or bring it forward.
      [*Stop the rollback] [!Roll back to 1.4.2 now?]
      Failed: Verify web in production, 2026-11-21 09:02 UTC: The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health
      [Try again: verify web, production] [Accept as done: verify web, production]
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.5.0, verified | 1.5.0, verified |
      | web | 1.5.0, verified | 1.5.0, verification failed |
      | worker | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      [Hold 1.5.0] [Why is it waiting?] [Edit notes]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('says who stopped a rollback and what is open', () => {
    expect(card('stopped')).toMatchInlineSnapshot(`
      "# :rotating_light: Failed, rollback stopped: shop 1.5.0, production
      Next: try again, accept it as done, or roll back to 1.4.2.
      Rollback stopped by @U0SAM 2026-11-21 09:02 UTC. The release stays as it is until somebody decides:
      > The check is wrong.
      Failed: Verify web in production, 2026-11-21 09:02 UTC: The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health
      [Try again: verify web, production] [Accept as done: verify web, production]
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.5.0, verified | 1.5.0, verified |
      | web | 1.5.0, verified | 1.5.0, verification failed |
      | worker | 1.5.0, verified | 1.4.2 → 1.5.0, waiting |
      [Hold 1.5.0] [Why is it waiting?] [Edit notes] [!Roll back to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('shows each service on its way back', () => {
    expect(card('goingBack')).toMatchInlineSnapshot(`
      "# :leftwards_arrow_with_hook: Rolling back: shop 1.5.0, production
      Next: return api to 1.4.2 in production.
      Rolling back since 2026-11-21 09:02 UTC, started by Fairlead (countdown):
      > Verify web in production: The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.5.0 → 1.4.2, waits to go back | 1.5.0 → 1.4.2, waits to go back |
      | web | 1.5.0 → 1.4.2, waits to go back | 1.4.2, restored |
      | worker | 1.5.0 → 1.4.2, waits to go back | 1.4.2, not touched |
      [Why is it waiting?]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('has no button and tells the recovery time once it is rolled back', () => {
    expect(card('rolledBack')).toMatchInlineSnapshot(`
      "# :leftwards_arrow_with_hook: Rolled back: shop 1.5.0
      Taken back 2026-11-21 09:04 UTC, 4 min after it was requested. Recovery took 108 s, from the failure to the last verified service. Started by Fairlead (countdown): Verify web in production: The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.4.2, restored | 1.4.2, restored |
      | web | 1.4.2, restored | 1.4.2, restored |
      | worker | 1.4.2, restored | 1.4.2, not touched |
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('has no button and tells who approved once it is released', () => {
    expect(card('released')).toMatchInlineSnapshot(`
      "# :white_check_mark: Released: shop 1.5.0
      Done 2026-11-21 09:03 UTC, 3 min after it was requested. Approved by @U0JONAS.
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.5.0, verified | 1.5.0, verified |
      | web | 1.5.0, verified | 1.5.0, verified |
      | worker | 1.5.0, verified | 1.5.0, verified |
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('has no button and gives the reason once it is cancelled', () => {
    expect(card('cancelled')).toMatchInlineSnapshot(`
      "# :no_entry_sign: Cancelled: shop 1.5.0
      Cancelled by @U0MIRA 2026-11-21 09:00 UTC. Nothing was deployed. Wrong branch.
      1.4.2 → 1.5.0, 3 services. 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      | Service | staging | production |
      | api | 1.4.2, not touched | 1.4.2, not touched |
      | web | 1.4.2, not touched | 1.4.2, not touched |
      | worker | 1.4.2, not touched | 1.4.2, not touched |
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('asks for the approval of a rollback and says what it takes away', () => {
    expect(card('rollbackWaiting')).toMatchInlineSnapshot(`
      "# :raised_hand: Waiting for approval: rollback of shop to 1.4.2, production
      Next: 1 approval by on-call or release-lead for production.
      Approval for production, asked for 2026-11-21 09:00 UTC. Each counts for 24 h.
      - 0 of 1 by on-call or release-lead
      - Can approve: @U0JONAS or @U0AIKO
      [*Approve the rollback to 1.4.2 for production?] [!Reject the rollback to 1.4.2 for production]
      1.5.0 → 1.4.2, 3 services. Takes away 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      > Checkout is slow.
      | Service | production |
      | worker | 1.5.0 → 1.4.2, waiting |
      | web | 1.5.0 → 1.4.2, waiting |
      | api | 1.5.0 → 1.4.2, waiting |
      [Hold the rollback] [Why is it waiting?] [!Cancel the rollback to 1.4.2]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('says return where a failed rollback can itself be taken back', () => {
    expect(card('rollbackFailed')).toMatchInlineSnapshot(`
      "# :rotating_light: Failed: rollback of shop to 1.4.2, production
      Next: try again, accept it as done or return to 1.5.0.
      Failed: Deploy web 1.4.2 to production, 2026-11-21 09:00 UTC: The platform refused.
      [*Try again: deploy web, production] [Accept as done: deploy web, production]
      1.5.0 → 1.4.2, 3 services. Takes away 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      > Checkout is slow.
      | Service | production |
      | worker | 1.4.2, verified |
      | web | 1.5.0 → 1.4.2, deploy failed |
      | api | 1.5.0 → 1.4.2, waiting |
      [Hold the rollback] [Why is it waiting?] [!Return to 1.5.0]
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('tells the recovery time of a rollback that is complete', () => {
    expect(card('rollbackDone')).toMatchInlineSnapshot(`
      "# :white_check_mark: Complete: rollback of shop to 1.4.2
      Done 2026-11-21 09:01 UTC. Recovery took 117 s, from the request to the last verified service.
      1.5.0 → 1.4.2, 3 services. Takes away 4 commits: 2 features, 1 fix and 1 other.
      Requested by @U0MIRA, 2026-11-21 09:00 UTC.
      > Checkout is slow.
      | Service | production |
      | worker | 1.4.2, verified |
      | web | 1.4.2, verified |
      | api | 1.4.2, verified |
      (rel-4e1c0aa9f2c4 · main at 4e1c0aa · plan DIGEST · Plan, way back and commits are in the thread.)"
    `);
  });
  it('marks an override for ever', () => {
    const override = {
      rule: 'breaking_change_in_minor',
      by: 'U0JONAS',
      role: 'release-lead',
      reason: 'Nobody uses it.',
    } as const;
    const read = readBlocks(releaseCard(aRelease({ overrides: [override] }).picture()).blocks);
    expect(read).toContain(
      'Override: a breaking change in a version that promises none, by @U0JONAS as release-lead:\n> Nobody uses it.',
    );
  });
});

describe('the text of the card', () => {
  it.each([
    ['waiting', 'Waiting for approval: shop 1.5.0, production. Next: 1 approval by release-lead for production.'],
    [
      'counting',
      'Failed, rollback ahead: shop 1.5.0, production. Next: roll back to 1.4.2 at <!date^1795251775^{time_secs}|09:02:55 UTC>, unless somebody stops it.',
    ],
    [
      'cancelled',
      'Cancelled: shop 1.5.0. Cancelled by <@U0MIRA> <!date^1795251621^{date_short_pretty} at {time}|2026-11-21 09:00 UTC>. Nothing was deployed. Wrong branch.',
    ],
  ] as const)('is a full sentence when %s', (name, text) => {
    expect(releaseCard(stories[name]().picture(eligible)).text).toBe(text);
  });
});

describe.each(Object.keys(stories) as (keyof typeof stories)[])('the buttons when %s', (name) => {
  const picture = stories[name]().picture(eligible);
  const buttons = buttonsOf(releaseCard(picture).blocks);
  const moves = Object.entries(moveActionIds);

  it('are the legal moves and nothing else', () => {
    const drawn = buttons
      .filter(({ action_id: id }) => id !== actionIds.why && id !== actionIds.editNotes)
      .map((button) => {
        const move = moves.find(([, id]) => id === button.action_id)?.[0] as keyof typeof moveActionIds;
        const request = parseButtonValue(String(button.value), move);
        return `${request?.release === picture.release.id ? move : 'other release'} ${request?.step}`;
      });
    const legal = legalMoves(picture.release).map(({ move, step }) => `${move} ${step}`);
    expect([...drawn].sort()).toEqual([...legal].sort());
  });

  it('each say something else', () => {
    const labels = buttons.map((button) => JSON.stringify(button.text));
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('put at most one thing first', () => {
    expect(buttons.filter((button) => button.style === 'primary').length).toBeLessThanOrEqual(1);
  });
});
