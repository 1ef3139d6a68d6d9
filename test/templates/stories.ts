import { Sha, StepId } from '#domain/ids.ts';
import { aProject, aRelease, people, type Story } from '#test/support/a-release.ts';

const unwell = 'The health check failed 3 times in a row: HTTP 500 from http://127.0.0.1:4100/production/web/health';

/** Two commits that came to main after the plan was made. */
export const twoCommits = {
  head: Sha.parse('b'.repeat(40)),
  commits: [
    {
      sha: Sha.parse('b'.repeat(40)),
      subject: 'fix(web): <!channel> *bold* & <https://evil.test|click>',
      author: 'Sam Reed',
    },
    { sha: Sha.parse('c'.repeat(40)), subject: 'docs: tell how to pay', author: 'Priya Nair' },
  ],
  config: false,
};

/** Production of the shop approved by two release leads and somebody on call. */
export const manySeats = aProject({
  environments: [
    { name: 'staging' },
    {
      name: 'production',
      approvals: [
        { roles: ['release-lead'], count: 2 },
        { roles: ['on-call', 'manager'], count: 1 },
      ],
    },
  ],
});

const failing = (): Story =>
  aRelease().run().approve(people.jonas).run('production/verify/web').fail('production/verify/web', unwell).run();

/** What a rollback of the shop to 1.4.2 in production is planned from. */
const backFacts = {
  intent: 'rollback',
  version: '1.4.2',
  previous: '1.5.0',
  tag: 'v1.4.2',
  environments: ['production'],
  baseline: ['api', 'web', 'worker'].map((service) => ({ environment: 'production', service, version: '1.5.0' })),
  changelog: '',
  notes: '',
} as const;
const slow = { reason: 'Checkout is slow.' };

/** Shop 1.5.0 in each state a reader may find it in. */
export const stories = {
  testing: () =>
    aRelease()
      .run('prepare/test')
      .add({ v: 1, type: 'step.started', step: StepId.parse('prepare/test'), attempt: 1, worker: 'worker-1' }),
  waiting: () => aRelease().run(),
  halfApproved: () => aRelease({ project: manySeats }).run().approve(people.jonas),
  drifted: () =>
    aRelease({ project: manySeats })
      .run()
      .approve(people.jonas)
      .add({ v: 1, type: 'release.drifted', drift: twoCommits }),
  held: () =>
    aRelease()
      .run()
      .add({ v: 1, type: 'release.held', by: people.sam, reason: 'The payment provider has an incident.' }),
  testsFailed: () =>
    aRelease()
      .run('prepare/test')
      .fail(
        'prepare/test',
        'It ended with exit code 1.\n FAIL  test/basket.test.ts\nAssertionError: expected 2 to be 3',
      ),
  unknown: () =>
    aRelease()
      .run('staging/deploy/api')
      .loseTrackOf('staging/deploy/api', 'The command was lost with its worker, and it has no status command'),
  counting: failing,
  stopped: () => failing().add({ v: 1, type: 'rollback.stopped', by: people.sam, reason: 'The check is wrong.' }),
  goingBack: () => failing().wait(30_000).run('rollback/production/deploy/api'),
  rolledBack: () => failing().wait(30_000).run(),
  released: () => aRelease().run().approve(people.jonas).run(),
  cancelled: () =>
    aRelease().run('prepare/test').add({ v: 1, type: 'release.cancelled', by: people.mira, reason: 'Wrong branch.' }),
  rollbackWaiting: () => aRelease({ ...backFacts, isApproved: false }, slow).run(),
  rollbackFailed: () =>
    aRelease({ ...backFacts, isApproved: true }, slow)
      .run('production/deploy/web')
      .fail('production/deploy/web', 'The platform refused.')
      .run(),
  rollbackDone: () => aRelease({ ...backFacts, isApproved: true }, slow).run(),
} as const satisfies Record<string, () => Story>;
