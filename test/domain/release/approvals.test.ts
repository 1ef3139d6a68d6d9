import { describe, expect, it } from 'vitest';
import type { Step } from '#domain/plan/step.ts';
import { approvalFault, approvalStanding, approverFault } from '#domain/release/approvals.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { nineOClock } from '../../support/a-release.ts';
import { atGate, cli, type GivenApproval, gateId, otherDigest, slack } from './a-gate.ts';

const minute = 60_000;
const one = [{ roles: ['release-lead'], count: 1 }];
const two = [{ roles: ['release-lead'], count: 2 }];
const leadAndQa = [
  { roles: ['release-lead'], count: 1 },
  { roles: ['qa', 'release-lead'], count: 1 },
];

function filled(policy: Record<string, unknown>, given: readonly GivenApproval[], now = nineOClock) {
  const { release, gate } = atGate(policy, given);
  const standing = approvalStanding(release, stepOf(release, gateId) as Step, gate, now);
  return { seats: standing.seats.map((seat) => seat.filledBy.length), isSatisfied: standing.isSatisfied };
}

describe('approvalStanding', () => {
  it.each<readonly [string, Record<string, unknown>, readonly GivenApproval[], readonly number[], boolean]>([
    ['nobody', { approvals: one }, [], [0], false],
    ['one of one', { approvals: one }, [{ by: slack('U0SAM') }], [1], true],
    ['one of two', { approvals: two }, [{ by: slack('U0SAM') }], [1], false],
    ['two of two', { approvals: two }, [{ by: slack('U0SAM') }, { by: slack('U0AIKO') }], [2], true],
    ['the same person twice', { approvals: two }, [{ by: slack('U0SAM') }, { by: slack('U0SAM') }], [1], false],
    [
      'the same person from Slack and the command line',
      { approvals: two },
      [{ by: slack('U0SAM') }, { by: cli('U0SAM') }],
      [1],
      false,
    ],
    ['more than enough', { approvals: one }, [{ by: slack('U0SAM') }, { by: slack('U0AIKO') }], [1], true],
    [
      'one person with both roles for two rules',
      { approvals: leadAndQa },
      [{ by: slack('U0SAM'), roles: ['release-lead', 'qa'] }],
      [1, 0],
      false,
    ],
    [
      'the one who fits both seats first, the one who fits only the other later',
      { approvals: leadAndQa },
      [
        { by: slack('U0SAM'), roles: ['qa', 'release-lead'] },
        { by: slack('U0AIKO'), roles: ['release-lead'] },
      ],
      [1, 1],
      true,
    ],
    [
      'the one who fits both seats between two who fit one',
      { approvals: [...leadAndQa, { roles: ['security'], count: 1 }] },
      [
        { by: slack('U0SAM'), roles: ['release-lead'] },
        { by: slack('U0AIKO'), roles: ['release-lead', 'security'] },
        { by: slack('U0PRIYA'), roles: ['qa'] },
      ],
      [1, 1, 1],
      true,
    ],
    [
      'two who fit only the same seat',
      { approvals: leadAndQa },
      [
        { by: slack('U0SAM'), roles: ['qa'] },
        { by: slack('U0AIKO'), roles: ['qa'] },
      ],
      [0, 1],
      false,
    ],
    ['somebody without the role', { approvals: one }, [{ by: slack('U0SAM'), roles: ['qa'] }], [0], false],
    ['a rule of Fairlead itself', { approvals: one }, [{ by: { kind: 'automatic', rule: 'x' } }], [0], false],
    ['the requester', { approvals: one }, [{ by: slack('U0MIRA') }], [0], false],
    ['the requester from the command line', { approvals: one }, [{ by: cli('U0MIRA') }], [0], false],
    [
      'the requester where that is allowed',
      { approvals: one, selfApproval: true },
      [{ by: slack('U0MIRA') }],
      [1],
      true,
    ],
    ['an author', { approvals: one }, [{ by: slack('U0SAM'), email: 'Sam@Example.test' }], [0], false],
    [
      'an author where that is allowed',
      { approvals: one, authorApproval: true },
      [{ by: slack('U0SAM'), email: 'sam@example.test' }],
      [1],
      true,
    ],
    ['a yes to another plan', { approvals: one }, [{ by: slack('U0SAM'), digest: otherDigest }], [0], false],
    [
      'a yes to another plan and one to this by the same person',
      { approvals: one },
      [{ by: slack('U0SAM'), digest: otherDigest }, { by: slack('U0SAM') }],
      [1],
      true,
    ],
  ])('seats %s', (_what, policy, given, seats, isSatisfied) => {
    expect(filled(policy, given)).toEqual({ seats, isSatisfied });
  });

  it('empties a seat the moment its approval expires', () => {
    const policy = { approvals: two, approvalExpires: '10m' };
    const given = [{ by: slack('U0SAM') }, { by: slack('U0AIKO'), at: nineOClock + 5 * minute }];
    expect(filled(policy, given, nineOClock + 10 * minute - 1).isSatisfied).toBe(true);
    expect(filled(policy, given, nineOClock + 10 * minute)).toEqual({ seats: [1], isSatisfied: false });
  });

  it('counts a person who approves again after expiry', () => {
    const given = [{ by: slack('U0SAM') }, { by: slack('U0SAM'), at: nineOClock + 20 * minute }];
    expect(filled({ approvals: one, approvalExpires: '10m' }, given, nineOClock + 21 * minute).isSatisfied).toBe(true);
  });
});

describe('approverFault', () => {
  it.each([
    ['requester', { by: slack('U0MIRA'), roles: ['release-lead'], email: null }],
    ['requester', { by: slack('U0MIRA'), roles: [], email: 'mira@example.test' }],
    ['author', { by: slack('U0SAM'), roles: [], email: 'SAM@example.test' }],
    ['role', { by: slack('U0AIKO'), roles: ['qa'], email: 'aiko@example.test' }],
    ['role', { by: { kind: 'automatic', rule: 'timer' } as const, roles: ['release-lead'], email: null }],
    ['address_unknown', { by: slack('U0AIKO'), roles: ['release-lead'], email: null }],
    [null, { by: slack('U0AIKO'), roles: ['release-lead'], email: 'aiko@example.test' }],
  ] as const)('names %s first', (fault, approver) => {
    const { release, gate } = atGate({});
    expect(approverFault(release, gate, approver)).toBe(fault);
  });

  it('says that an old plan was approved before it says that the approval is old', () => {
    const { release, gate } = atGate({ approvalExpires: '1m' }, [{ by: slack('U0SAM'), digest: otherDigest }]);
    const [approval] = release.approvals;
    expect(approval && approvalFault(release, gate, approval, nineOClock + 10 * minute)).toBe('other_digest');
  });
});
