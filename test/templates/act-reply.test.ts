import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import type { MoveKind, MoveRequest } from '#domain/moves/move.ts';
import type { MoveRefusal } from '#domain/moves/move-outcome.ts';
import type { ApprovalFault } from '#domain/release/approvals.ts';
import { actReply } from '#templates/replies/act-reply.ts';
import { people, type Story } from '#test/support/a-release.ts';
import { stories, twoCommits } from './stories.ts';

const gate = StepId.parse('production/approval');
const dated = (text: string): string => text.replace(/<!date\^[^|]+\|([^>]+)>/g, '$1');

function request(story: Story, move: MoveKind, step: string | null = null): MoveRequest {
  const { id, digest } = story.release();
  return { move, release: id, step: step === null ? null : StepId.parse(step), digest, reason: 'because' };
}

function refused(story: Story, refusal: MoveRefusal, move: MoveKind = 'approve', step: string | null = gate): string {
  return dated(
    actReply({ kind: 'refused', request: request(story, move, step), release: story.release(), refusal }).text,
  );
}

type Case = readonly [refusal: MoveRefusal, story: () => Story, text: string];

const refusals: Readonly<Record<Exclude<MoveRefusal['code'], 'fault'>, Case>> = {
  release_ended: [
    { code: 'release_ended' },
    stories.released,
    'shop 1.5.0 was completed 2026-11-21 09:03 UTC. Nothing more can be done with it.',
  ],
  not_legal_now: [
    { code: 'not_legal_now' },
    () => stories.waiting().approve(people.jonas).run('production/deploy/web'),
    'shop 1.5.0 was already approved for production by <@U0JONAS> 2026-11-21 09:01 UTC. The card shows what can be done now.',
  ],
  not_permitted: [
    { code: 'not_permitted', permission: { anyone: false, requester: false, roles: ['release-lead'] } },
    stories.waiting,
    'You may not approve shop 1.5.0 for production: only release-lead may.',
  ],
  own_release: [
    { code: 'own_release' },
    stories.waiting,
    'You asked for shop 1.5.0, so somebody else has to approve it. The card names who can.',
  ],
  own_commits: [
    { code: 'own_commits' },
    stories.waiting,
    'You wrote a commit in shop 1.5.0, so somebody else has to approve it. The card names who can.',
  ],
  plan_changed: [
    { code: 'plan_changed', drift: twoCommits },
    stories.drifted,
    '2 commits since approval of shop 1.5.0, so what you saw is not what would run. Decide on the card what becomes of that first.',
  ],
  no_way_back: [
    { code: 'no_way_back', environments: ['production'] },
    stories.waiting,
    'shop 1.5.0 cannot be taken back: a destructive migration has run in production, and what ran before cannot run against that database. Try the step again, accept it as done, or release a fix on top.',
  ],
  reason_missing: [
    { code: 'reason_missing' },
    stories.waiting,
    'A reason is needed to approve shop 1.5.0 for production. Press the button again and give one.',
  ],
};

describe('a press that is refused', () => {
  it.each(Object.entries(refusals))(
    'names the rule and who or what could do it: %s',
    (_code, [refusal, story, text]) => {
      expect(refused(story(), refusal)).toBe(text);
    },
  );

  const faults: Readonly<Record<ApprovalFault, string>> = {
    requester: 'you asked for the release',
    author: 'you wrote a commit in it',
    role: 'you hold none of the roles it needs',
    address_unknown:
      'authors may not approve it, and Slack gives no mail address by which to tell that you wrote none of its commits; `fairlead doctor` says what is missing',
    expired: 'it has expired',
    other_digest: 'the plan has changed since',
  };
  it.each(Object.entries(faults))('says why an approval would not count: %s', (fault, why) => {
    const refusal: MoveRefusal = { code: 'fault', fault: fault as ApprovalFault };
    expect(refused(stories.waiting(), refusal)).toBe(`Your approval of shop 1.5.0 would not count: ${why}.`);
  });

  it('names the requester beside the roles', () => {
    const permission = { anyone: false, requester: true, roles: ['release-lead', 'on-call'] };
    expect(refused(stories.waiting(), { code: 'not_permitted', permission }, 'roll-back', null)).toBe(
      'You may not roll shop 1.5.0 back to 1.4.2: only release-lead, on-call or <@U0MIRA> (who asked for it) may.',
    );
  });

  it('says that the plan has changed where there is no drift any more', () => {
    expect(refused(stories.waiting(), { code: 'plan_changed', drift: null })).toBe(
      'The plan of shop 1.5.0 has changed since you saw it. Look at the card again, then decide.',
    );
  });
});

describe('a press that came too late', () => {
  const late: readonly (readonly [string, () => Story, MoveKind, string | null, string])[] = [
    [
      'a hold of what is held',
      stories.held,
      'hold',
      null,
      '<@U0SAM> put shop 1.5.0 on hold already, 2026-11-21 09:01 UTC.',
    ],
    ['a resume of what is not held', stories.waiting, 'resume', null, 'shop 1.5.0 is not on hold.'],
    [
      'a stop of a rollback that runs',
      stories.goingBack,
      'stop-countdown',
      null,
      'shop 1.5.0 is being rolled back since 2026-11-21 09:02 UTC, started by Fairlead (countdown).',
    ],
    [
      'a stop of a stopped one',
      stories.stopped,
      'stop-countdown',
      null,
      '<@U0SAM> stopped the rollback of shop 1.5.0 already, 2026-11-21 09:02 UTC.',
    ],
    [
      'a retry of a step that is done',
      stories.waiting,
      'retry-step',
      'staging/deploy/api',
      '"deploy api, staging" of shop 1.5.0 is done already.',
    ],
    [
      'an approval before it is asked',
      stories.testing,
      'approve',
      gate,
      'shop 1.5.0 does not ask for approval for production yet.',
    ],
    [
      'a cancel of what is deployed',
      stories.waiting,
      'cancel',
      null,
      'It is not possible now to cancel shop 1.5.0: waiting for approval.',
    ],
  ];
  it.each(late)('says who did it or how it stands: %s', (_what, story, move, step, text) => {
    expect(refused(story(), { code: 'not_legal_now' }, move, step)).toBe(
      `${text} The card shows what can be done now.`,
    );
  });
});

describe('a press that was carried out', () => {
  const done: readonly (readonly [MoveKind, string | null, () => Story, string])[] = [
    [
      'approve',
      gate,
      stories.halfApproved,
      'You approved shop 1.5.0 for production. Next: 1 approval by release-lead and 1 approval by on-call or manager for production.',
    ],
    [
      'reject',
      gate,
      stories.goingBack,
      'You rejected shop 1.5.0 for production. What was deployed is taken back. Next: return api to 1.4.2 in production.',
    ],
    ['hold', null, stories.held, 'You put shop 1.5.0 on hold. Next: somebody resumes it; <@U0SAM> put it on hold.'],
    ['resume', null, stories.waiting, 'You resumed shop 1.5.0. Next: 1 approval by release-lead for production.'],
    ['cancel', null, stories.cancelled, 'You cancelled shop 1.5.0. Nothing was deployed.'],
    [
      'stop-countdown',
      null,
      stories.stopped,
      'You stopped the rollback of shop 1.5.0. It stays as it is until somebody decides. Next: try again, accept it as done, or roll back to 1.4.2.',
    ],
    [
      'roll-back',
      null,
      stories.goingBack,
      'You told shop 1.5.0 to roll back to 1.4.2. The thread says when it is done. Next: return api to 1.4.2 in production.',
    ],
    [
      'roll-back-now',
      null,
      stories.rolledBack,
      'You told shop 1.5.0 to roll back to 1.4.2. The thread says when it is done.',
    ],
    [
      'retry-step',
      'prepare/test',
      stories.testing,
      '"test" of shop 1.5.0 runs again, attempt 1. Now: Test: npm test, since 2026-11-21 09:00 UTC. Next: claim api, web, worker in staging.',
    ],
    ['run-step-again', 'prepare/test', stories.cancelled, '"test" of shop 1.5.0 runs again, attempt 1.'],
    [
      'step-happened',
      'staging/deploy/api',
      stories.cancelled,
      'You said that "deploy api, staging" of shop 1.5.0 happened.',
    ],
    [
      'accept-step',
      'staging/deploy/api',
      stories.cancelled,
      'You accepted "deploy api, staging" of shop 1.5.0 as done.',
    ],
    ['take-new-commits', null, stories.cancelled, 'Plan 1 of shop 1.5.0 is made. Approvals start again.'],
    [
      'keep-approved-commit',
      null,
      stories.cancelled,
      'Plan 1 of shop 1.5.0 stays at the approved commit and leaves the newer ones out. Approvals start again.',
    ],
  ];
  it.each(done)('says what was done and what is next: %s', (move, step, story, text) => {
    const at = story();
    expect(dated(actReply({ kind: 'done', request: request(at, move, step), release: at.release() }).text)).toBe(text);
  });

  it('counts nothing twice and says so', () => {
    const at = stories.waiting();
    const reply = actReply({ kind: 'already', request: request(at, 'approve', gate), release: at.release() });
    expect(reply.text).toBe(
      'This was done already; nothing was counted twice. Next: 1 approval by release-lead for production.',
    );
  });

  it('keeps the release where no new plan could be made', () => {
    const at = stories.drifted();
    const outcome = { kind: 'plan_refused', refusal: { code: 'branch_missing', branch: 'main' } } as const;
    const reply = actReply({ ...outcome, request: request(at, 'take-new-commits'), release: at.release() });
    expect(reply.text).toBe(
      'It was not possible to plan shop 1.5.0 again. The branch main does not exist in the repository. Check repository.branch in fairlead.yml. The release stays as it was.',
    );
  });
});
