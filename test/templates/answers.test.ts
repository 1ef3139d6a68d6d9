import { describe, expect, it } from 'vitest';
import type { RollbackRequest } from '#domain/job.ts';
import type { Overview } from '#domain/overview.ts';
import { homeView } from '#templates/home/home-view.ts';
import { helpReply } from '#templates/replies/help-reply.ts';
import { rollbackReply } from '#templates/replies/rollback-reply.ts';
import { statusReply } from '#templates/replies/status-reply.ts';
import { whyReply } from '#templates/replies/why-reply.ts';
import { nineOClock } from '#test/support/a-release.ts';
import { readBlocks } from '#test/support/read-blocks.ts';
import { stories } from './stories.ts';

const id = stories.released().release().id;
const ended = { id, openedAt: nineOClock, closed: { at: nineOClock, ending: 'released' } } as const;
const running = ['api', 'web', 'worker'].flatMap((service) => [
  { environment: 'staging', service, version: '1.5.0', since: nineOClock },
  { environment: 'production', service, version: service === 'worker' ? null : '1.4.2', since: nineOClock },
]);
const quiet = { name: 'docs', open: [], recent: [], running: [] };
const overview: Overview = {
  projects: [
    {
      name: 'shop',
      open: [stories.waiting().release(), stories.counting().release()],
      recent: [
        { ...ended, version: '1.4.2', intent: 'release' },
        { ...ended, version: '1.4.1', intent: 'rollback' },
      ],
      running,
    },
    quiet,
  ],
  waitingForYou: [stories.waiting().release()],
  now: nineOClock,
};
const commands = [{ command: '/release', usage: '[version]', description: 'Plan a release.' }];

describe('status', () => {
  it('tells what is in flight, what runs and what ended last', () => {
    expect(readBlocks(statusReply(overview).blocks)).toMatchInlineSnapshot(`
      "shop: 2 releases in flight
      - Waiting for approval: shop 1.5.0, production. Next: 1 approval by release-lead for production. Card in #C0RELEASES.
      - Failed, rollback ahead: shop 1.5.0, production. Next: roll back to 1.4.2 at 09:02:55 UTC, unless somebody stops it. Card in #C0RELEASES.
      Runs now:
      - staging: 1.5.0 (all 3 services)
      - production: 1.4.2 (api and web) and nothing known of worker
      Ended last:
      - 1.4.2 was released, 2026-11-21 09:00 UTC
      - The rollback to 1.4.1 was completed, 2026-11-21 09:00 UTC
      docs: nothing is in flight. Start with /release."
    `);
  });
  it('says the same in its text, for the command line', () => {
    expect(statusReply({ ...overview, projects: [quiet] }).text).toBe('docs: nothing is in flight.');
  });
});

describe('why', () => {
  it('names each unmet condition, who can meet it and since when', () => {
    const told = (Object.keys(stories) as (keyof typeof stories)[]).map((name) => {
      const { release, now, eligible } = stories[name]().picture({ 'production/approval': ['U0AIKO'] });
      return readBlocks(whyReply([{ release, now, eligible }]).blocks);
    });
    expect(told.join('\n')).toMatchInlineSnapshot(`
      "In progress: shop 1.5.0, preparation
      - Since 2026-11-21 09:00 UTC: Fairlead works on it, Test: npm test. Nobody has to do anything.
      Waiting for approval: shop 1.5.0, production
      - Since 2026-11-21 09:01 UTC: 1 approval by release-lead for production is missing. @U0AIKO can give it.
      Waiting for approval: shop 1.5.0, production
      - Since 2026-11-21 09:01 UTC: 1 approval by release-lead and 1 approval by on-call or manager for production is missing. @U0AIKO can give it.
      Plan out of date: shop 1.5.0, production
      - Since 2026-11-21 09:01 UTC: 2 commits since approval. @U0MIRA, release-lead, on-call or manager can decide what becomes of it.
      - Since 2026-11-21 09:01 UTC: 1 approval by release-lead and 1 approval by on-call or manager for production is missing. @U0AIKO can give it.
      On hold: shop 1.5.0, production
      - Since 2026-11-21 09:01 UTC: on hold by @U0SAM ("The payment provider has an incident."). Anybody in the channel can resume it.
      - Since 2026-11-21 09:01 UTC: 1 approval by release-lead for production is missing. @U0AIKO can give it.
      Failed: shop 1.5.0, preparation
      - Since 2026-11-21 09:00 UTC: failed, Test: npm test. It ended with exit code 1. @U0MIRA, release-lead or on-call can try again or accept it.
      Needs an answer: shop 1.5.0, staging
      - Since 2026-11-21 09:00 UTC: nobody knows whether this happened, Deploy api 1.5.0 to staging. The command was lost with its worker, and it has no status command. @U0MIRA, release-lead or on-call can say.
      Failed, rollback ahead: shop 1.5.0, production
      - Since 2026-11-21 09:02 UTC: the countdown to roll back to 1.4.2 ends at 09:02:55 UTC. @U0MIRA, release-lead or on-call can stop it.
      - Since 2026-11-21 09:02 UTC: failed, Verify web in production. The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health. @U0MIRA, release-lead or on-call can try again or accept it.
      Failed, rollback stopped: shop 1.5.0, production
      - Since 2026-11-21 09:02 UTC: @U0SAM stopped the rollback ("The check is wrong."). @U0MIRA, release-lead or on-call can roll back; or the failed step is tried again or accepted.
      - Since 2026-11-21 09:02 UTC: failed, Verify web in production. The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health. @U0MIRA, release-lead or on-call can try again or accept it.
      Rolling back: shop 1.5.0, production
      - Nothing is missing: a worker takes the next step. Next: return api to 1.4.2 in production.
      Rolled back: shop 1.5.0
      - shop 1.5.0 was taken back 2026-11-21 09:04 UTC.
      Released: shop 1.5.0
      - shop 1.5.0 was completed 2026-11-21 09:03 UTC.
      Cancelled: shop 1.5.0
      - shop 1.5.0 was cancelled by @U0MIRA 2026-11-21 09:00 UTC.
      Waiting for approval: rollback of shop to 1.4.2, production
      - Since 2026-11-21 09:00 UTC: 1 approval by on-call or release-lead for production is missing. @U0AIKO can give it.
      Failed: rollback of shop to 1.4.2, production
      - Since 2026-11-21 09:00 UTC: failed, Deploy web 1.4.2 to production. The platform refused. @U0MIRA, release-lead or on-call can try again or accept it.
      Complete: rollback of shop to 1.4.2
      - The rollback of shop to 1.4.2 was completed 2026-11-21 09:01 UTC."
    `);
  });
  it('says so when nobody is left who could approve', () => {
    const { release, now, eligible } = stories.waiting().picture({ 'production/approval': [] });
    expect(whyReply([{ release, now, eligible }]).text).toContain(
      'Nobody is left who can give it: add somebody to one of these roles.',
    );
  });
  it('has nothing to tell when nothing is in flight', () => {
    expect(whyReply([]).text).toBe('Nothing is in flight, so nothing waits. Start with /release.');
  });
});

describe('help', () => {
  it('tells first what this person can do now', () => {
    expect(readBlocks(helpReply(commands, overview).blocks)).toMatchInlineSnapshot(`
      "Now
      - Waits for you: Waiting for approval: shop 1.5.0, production. Next: 1 approval by release-lead for production. Card in #C0RELEASES.
      Commands
      - /release [version]: Plan a release."
    `);
  });
  it('lists the commands where nothing else is known', () => {
    expect(helpReply(commands, null).text).toBe('/release [version]: Plan a release.');
  });
});

describe('the answer to a rollback', () => {
  const request: RollbackRequest = {
    project: 'shop',
    environment: 'production',
    services: ['web'],
    version: null,
    reason: 'It is slow.',
  };
  const opened = { release: id, version: '1.4.2', project: 'shop' };
  it.each([
    [
      'opened',
      { kind: 'proposed', ...opened, warnings: [] },
      'Rollback to 1.4.2 of web of shop in production is opened. Its card in the channel shows each service as it goes back, and says when it needs an approval.',
    ],
    [
      'open already',
      { kind: 'already', ...opened },
      'That rollback to 1.4.2 is open already; there is one of it (rel-4e1c0aa9f2c4).',
    ],
    [
      'refused',
      { kind: 'refused', refusal: { code: 'nothing_to_roll_back', environment: 'production', services: ['web'] } },
      'Nothing was rolled back. There is no earlier version of web to go back to in production. Fairlead goes back only to what it knows has run there.',
    ],
  ] as const)('says that it is %s', (_what, outcome, text) => {
    expect(rollbackReply(outcome, request).text).toBe(text);
  });
});

describe('the home', () => {
  it('begins with what waits for the person, and its buttons', () => {
    expect(readBlocks(homeView(overview).blocks as readonly unknown[])).toMatchInlineSnapshot(`
      "# Waiting for you
      Waiting for approval: shop 1.5.0, production. Next: 1 approval by release-lead for production. Card in #C0RELEASES.
      Approval for production, asked for 2026-11-21 09:01 UTC. Each counts for 24 h.
      - 0 of 1 by release-lead
      [*Approve 1.5.0 for production?] [!Reject 1.5.0 for production]
      ---
      # shop
      In flight
      - Waiting for approval: shop 1.5.0, production. Next: 1 approval by release-lead for production. Card in #C0RELEASES.
      - Failed, rollback ahead: shop 1.5.0, production. Next: roll back to 1.4.2 at 09:02:55 UTC, unless somebody stops it. Card in #C0RELEASES.
      Runs now
      - staging: 1.5.0 (all 3 services)
      - production: 1.4.2 (api and web) and nothing known of worker
      Ended last
      - 1.4.2 was released, 2026-11-21 09:00 UTC
      - The rollback to 1.4.1 was completed, 2026-11-21 09:00 UTC
      [Release shop] [Roll back shop]
      ---
      # docs
      In flight: nothing
      Runs now: nothing known
      Ended last: nothing yet
      [Release docs] [Roll back docs]
      (Drawn <!date^1795251600^{date_short_pretty} at {time}|2026-11-21 09:00 UTC>. Open this page again to see it as it stands.)"
    `);
  });
  it('says so when nothing waits', () => {
    const view = homeView({ ...overview, waitingForYou: [], projects: [] });
    expect(readBlocks(view.blocks as readonly unknown[])).toContain('Nothing waits for you.');
  });
});
