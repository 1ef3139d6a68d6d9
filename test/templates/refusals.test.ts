import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import type { PlanRefusal } from '#domain/plan/plan-refusal.ts';
import type { ProposeRefusal } from '#domain/proposal/propose-outcome.ts';
import type { VersionFault } from '#domain/version/parse-version.ts';
import { proposeReply } from '#templates/replies/propose-reply.ts';
import { aCommit, nineOClock } from '#test/support/a-release.ts';

const refused = (refusal: ProposeRefusal): string =>
  proposeReply({ kind: 'refused', refusal }).text.replace(/^Nothing was planned\. /, '');
const release = ReleaseId.parse('rel-4e1c0a19f2c4');

type Of<Union extends { code: string }> = {
  readonly [Code in Union['code']]: readonly [Extract<Union, { code: Code }>, string];
};

const faults: Readonly<Record<VersionFault, readonly [typed: string, nearest: string | null, text: string]>> = {
  empty: ['', null, 'No version was given. Write it like 1.5.0.'],
  too_long: [
    '1.5.0-aaaa',
    null,
    '1.5.0-aaaa is not a SemVer 2.0.0 version: it has more than 128 characters. Write it like 1.5.0.',
  ],
  punctuation: [
    '\u201c1.5.0\u201d',
    '1.5.0',
    '\u201c1.5.0\u201d is not a SemVer 2.0.0 version: it has quotes, commas or long dashes where only dots, hyphens and a plus sign may stand. Did you mean 1.5.0?',
  ],
  leading_v: [
    'v1.5.0',
    '1.5.0',
    'v1.5.0 is not a SemVer 2.0.0 version: it starts with the number, and the prefix belongs to the tag. Did you mean 1.5.0?',
  ],
  missing_part: ['1.5', '1.5.0', '1.5 is not a SemVer 2.0.0 version: it needs three numbers. Did you mean 1.5.0?'],
  too_many_parts: [
    '1.5.0.1',
    '1.5.0',
    '1.5.0.1 is not a SemVer 2.0.0 version: it has three numbers, not more. Did you mean 1.5.0?',
  ],
  leading_zero: [
    '1.05.0',
    '1.5.0',
    '1.05.0 is not a SemVer 2.0.0 version: its numbers have no leading zeros. Did you mean 1.5.0?',
  ],
  pre_release_empty: [
    '1.5.0-a..b',
    '1.5.0-a.b',
    '1.5.0-a..b is not a SemVer 2.0.0 version: an identifier of its pre-release is empty. Did you mean 1.5.0-a.b?',
  ],
  pre_release_zeros: [
    '1.5.0-rc.01',
    '1.5.0-rc.1',
    '1.5.0-rc.01 is not a SemVer 2.0.0 version: a number in its pre-release has a leading zero. Did you mean 1.5.0-rc.1?',
  ],
  pre_release_underscore: [
    '1.5.0-rc_1',
    '1.5.0-rc-1',
    '1.5.0-rc_1 is not a SemVer 2.0.0 version: its pre-release holds an underscore, where only letters, digits and hyphens may stand. Did you mean 1.5.0-rc-1?',
  ],
  pre_release_characters: [
    '1.5.0-\u00e9',
    '1.5.0',
    '1.5.0-\u00e9 is not a SemVer 2.0.0 version: its pre-release may hold letters, digits and hyphens only, with dots between them. Did you mean 1.5.0?',
  ],
  build_empty: [
    '1.5.0+a..b',
    '1.5.0+a.b',
    '1.5.0+a..b is not a SemVer 2.0.0 version: an identifier of its build metadata is empty. Did you mean 1.5.0+a.b?',
  ],
  build_underscore: [
    '1.5.0+b_7',
    '1.5.0+b-7',
    '1.5.0+b_7 is not a SemVer 2.0.0 version: its build metadata holds an underscore, where only letters, digits and hyphens may stand. Did you mean 1.5.0+b-7?',
  ],
  build_characters: [
    '1.5.0+b/7',
    '1.5.0+b-7',
    '1.5.0+b/7 is not a SemVer 2.0.0 version: its build metadata may hold letters, digits and hyphens only, with dots between them. Did you mean 1.5.0+b-7?',
  ],
  number_too_large: [
    '1.99999999999999999.0',
    null,
    '1.99999999999999999.0 is not a SemVer 2.0.0 version: one of its numbers is too large. Write it like 1.5.0.',
  ],
  not_a_version: [
    '<!channel>',
    null,
    '&lt;!channel&gt; is not a SemVer 2.0.0 version: it is three numbers with dots between them. Write it like 1.5.0.',
  ],
};

describe('a version that is none', () => {
  it.each(Object.entries(faults))(
    'is refused with its rule and the nearest right one: %s',
    (fault, [typed, nearest, text]) => {
      expect(refused({ code: 'version_malformed', typed, fault: fault as VersionFault, nearest })).toBe(text);
    },
  );
});

const breaking = aCommit(7, 'feat', 'drop the old basket', { breaking: true });
const commit = aCommit(1, 'feat', 'pay with a saved card').sha;

const proposals: Of<Exclude<ProposeRefusal, { code: 'version_malformed' | 'plan' }>> = {
  unknown_project: [
    { code: 'unknown_project', project: 'shpo', known: ['shop', 'docs'] },
    'There is no project shpo. The projects are shop and docs. Did you mean shop?',
  ],
  tag_exists: [
    { code: 'tag_exists', version: '1.4.2', nearest: '1.4.3' },
    '1.4.2 has a tag already, and a published version never changes. The next free one is 1.4.3.',
  ],
  tag_gone: [
    { code: 'tag_gone', version: '1.4.3', tag: 'v1.4.3', commit },
    '1.4.3 was tagged on 4e1c0a1 and not deployed, and its tag v1.4.3 is gone from the repository. Nothing else is released under that version: put the tag back with /tag-release, or release the next version.',
  ],
  tag_moved: [
    { code: 'tag_moved', version: '1.4.3', tag: 'v1.4.3', commit, now: breaking.sha },
    `The tag v1.4.3 was made on 4e1c0a1 and is on ${breaking.sha.slice(0, 7)} now. A published version never changes, so neither is deployed: put the tag back, or release the next version.`,
  ],
  partly_out: [
    { code: 'partly_out', version: '1.4.3', environment: 'production', services: ['api'], others: ['web', 'worker'] },
    '1.4.3 was in production already with api, and is not brought there a second time. For the others add --services "web,worker".',
  ],
  step_back: [
    {
      code: 'step_back',
      version: '1.4.3',
      environment: 'production',
      services: [{ service: 'api', version: '1.5.0' }],
    },
    '1.4.3 would be a step back in production: api runs 1.5.0. To go back to what has run there, use /rollback; anything else goes out under a newer version.',
  ],
  not_greater: [
    { code: 'not_greater', version: '1.4.1', current: '1.4.2', nearest: '1.4.3' },
    '1.4.1 is not greater than 1.4.2, which is released. The next one is 1.4.3; to go back, use /rollback.',
  ],
  nothing_to_release: [
    { code: 'nothing_to_release', previous: '1.4.2', branch: 'main', unit: null, elsewhere: 0 },
    'There is nothing to release: main has no commit since 1.4.2. Merge something first.',
  ],
  spans_versions: [
    {
      code: 'spans_versions',
      command: '/release',
      project: 'shop',
      version: '1.5.0',
      units: [
        { name: 'core', services: ['api', 'worker'] },
        { name: 'web', services: ['web'] },
      ],
    },
    'core and web have versions of their own in shop, so each goes by itself. Type /release shop api,worker 1.5.0 or /release shop web 1.5.0.',
  ],
  not_a_hotfix: [
    { code: 'not_a_hotfix', version: '1.4.3', nearest: '1.5.0', commits: [aCommit(8, 'feat', 'wish lists')] },
    'A hotfix holds fixes only, and 1.4.3 would hold 1 commit of another kind: wish lists. Release 1.5.0 instead, or make the hotfix from a branch without them.',
  ],
  branch_missing: [
    { code: 'branch_missing', branch: 'mian' },
    'The branch mian does not exist in the repository. Check repository.branch in fairlead.yml.',
  ],
  breaking_change: [
    { code: 'breaking_change', version: '1.5.0', nearest: '2.0.0', commits: [breaking], roles: ['release-lead'] },
    '1.5.0 promises no breaking change, but the commits hold 1 breaking change: drop the old basket. Release 2.0.0 instead. release-lead may override this with a reason in the /release form.',
  ],
  breaker_open: [
    {
      code: 'breaker_open',
      open: [
        {
          service: 'api',
          rollbacks: [
            { release: ReleaseId.parse('rel-000000000008'), version: '1.4.8', at: nineOClock },
            { release: ReleaseId.parse('rel-000000000009'), version: '1.4.9', at: nineOClock },
          ],
          closesAt: nineOClock + 604_800_000,
        },
      ],
      within: 604_800_000,
      roles: ['release-lead'],
    },
    'The circuit breaker is open after 2 rollbacks within 7 d: api was taken back (1.4.8 and 1.4.9). It closes by itself <!date^1795856400^{date_short_pretty} at {time}|2026-11-28 09:00 UTC>. release-lead may let it through before with --override-breaker "why", which stays marked on its card. A hotfix and a rollback are never refused.',
  ],
  breaker_not_permitted: [
    { code: 'breaker_not_permitted', roles: ['release-lead'] },
    'Only release-lead may release in spite of the open circuit breaker. Ask one of them; a hotfix and a rollback are never refused.',
  ],
  override_not_permitted: [
    { code: 'override_not_permitted', roles: ['release-lead', 'manager'] },
    'Only release-lead or manager may override the rule on breaking changes. Ask one of them, or release a version that announces them.',
  ],
  version_files_disagree: [
    {
      code: 'version_files_disagree',
      expected: '1.4.2',
      found: [
        { path: 'api/package.json', version: '1.4.1' },
        { path: 'VERSION', version: null },
      ],
    },
    'The version files do not agree with the last release, 1.4.2: api/package.json has 1.4.1 and VERSION has none. Set them to 1.4.2 first.',
  ],
  bump_left_out: [
    { code: 'bump_left_out', version: '1.5.0', found: [{ path: 'package.json', version: '1.4.2' }] },
    'Without bump among the steps 1.5.0 would go out with version files that say otherwise: package.json has 1.4.2. Add bump, or release the version they hold.',
  ],
  already_open: [
    { code: 'already_open', release, version: '1.5.0' },
    'A release of 1.5.0 is open already (rel-4e1c0a19f2c4). Finish or cancel that one first; /release status shows it.',
  ],
  deployer_unreachable: [
    { code: 'deployer_unreachable', service: 'api', why: 'connect ECONNREFUSED 127.0.0.1:4100' },
    'What runs now could not be read for api: connect ECONNREFUSED 127.0.0.1:4100. Without it there is no way back. Try again when its deployer answers; fairlead doctor checks it.',
  ],
  nothing_to_roll_back: [
    { code: 'nothing_to_roll_back', environment: 'production', services: ['api', 'web'] },
    'There is no earlier version of api and web to go back to in production. Fairlead goes back only to what it knows has run there.',
  ],
  target_unknown: [
    { code: 'target_unknown', version: '1.2.0', known: ['1.4.2', '1.4.1'] },
    '1.2.0 is not known to have run on every one of these services. Known to have run are 1.4.2 and 1.4.1.',
  ],
};

describe('a proposal that is refused', () => {
  it.each(Object.entries(proposals))('says the rule, the value and what to do: %s', (_code, [refusal, text]) => {
    expect(refused(refusal)).toBe(text);
  });

  it('names nobody who may override where nobody may', () => {
    expect(refused({ code: 'override_not_permitted', roles: [] })).toBe(
      'Nobody may override the rule on breaking changes in this project. Release a version that announces them.',
    );
  });
});

const plans: Of<PlanRefusal> = {
  not_rehearsed: [
    {
      code: 'not_rehearsed',
      environment: 'production',
      within: 7 * 86_400_000,
      last: Date.UTC(2026, 10, 12, 9),
      line: '/release rehearse shop 1.5.0 --services api',
    },
    'production wants a rehearsal of this very commit and way that is at most 7 d old, and the last one was <!date^1794474000^{ago}|2026-11-12 09:00 UTC>. Type /release rehearse shop 1.5.0 --services api: it goes there and back in an environment before it, and then the release can be asked for again.',
  ],
  rehearses_nothing: [
    { code: 'rehearses_nothing', environment: 'staging', service: 'api', version: '1.5.0' },
    'api runs 1.5.0 in staging already, so there is no way there to rehearse. Rehearse a version before it is released to staging, or leave api out.',
  ],
  not_for_rehearsals: [
    { code: 'not_for_rehearsals', environment: 'production', allowed: ['staging'] },
    'production is not for rehearsals: a version is rehearsed in staging. To rehearse there all the same, name it under rehearsal.environments in fairlead.yml.',
  ],
  nowhere_to_rehearse: [
    { code: 'nowhere_to_rehearse', environment: 'production' },
    'There is no environment to rehearse in: production is the only one, and customers are there. Add one before it in fairlead.yml, or name production under rehearsal.environments if it may go there and back.',
  ],
  no_rollback: [
    { code: 'no_rollback', environment: 'production', service: 'api' },
    'There is no way back for api in production: nothing has run there yet, and its deployer cannot remove a service. Deploy it there once by hand, or give it a deployer that can remove.',
  ],
  unknown_strategy: [
    { code: 'unknown_strategy', strategy: 'imediate', known: ['sequential', 'immediate'] },
    'There is no strategy imediate. The strategies are sequential and immediate. Did you mean immediate?',
  ],
  health_check_missing: [
    { code: 'health_check_missing', service: 'api' },
    'api has no health check, and you required one. Give it one in fairlead.yml, or leave the requirement out.',
  ],
  monitor_missing: [
    { code: 'monitor_missing', service: 'api' },
    'Nothing measures api: fairlead.yml does not say which monitor judges it. Add an analysis to the service, or leave the metrics out.',
  ],
  unknown_metric: [
    { code: 'unknown_metric', metric: 'sucess-rate', known: ['error-rate', 'success-rate'] },
    'There is no metric sucess-rate. The metrics are error-rate and success-rate. Did you mean success-rate?',
  ],
  unknown_service: [
    { code: 'unknown_service', service: 'wrker', known: ['api', 'web', 'worker'] },
    'There is no service wrker. The services are api, web and worker. Did you mean worker?',
  ],
  unknown_environment: [
    { code: 'unknown_environment', environment: 'moon', known: ['production'] },
    'There is no environment moon. The only environment is production.',
  ],
  production_without_validation: [
    { code: 'production_without_validation', environment: 'production' },
    'Nothing goes to production that did not pass the environments before it. Add them to the release.',
  ],
  environments_without_deploy: [
    { code: 'environments_without_deploy', environments: ['staging'] },
    'Nothing goes to staging without deploy among the steps. Add deploy, or leave the environments out.',
  ],
  notes_of_nothing: [
    { code: 'notes_of_nothing' },
    'The notes would announce what nobody can have: nothing is deployed and nothing is tagged. Add deploy or tag to the steps; /release-notes writes notes by themselves.',
  ],
  nothing_left_behind: [
    { code: 'nothing_left_behind', parts: ['bump', 'changelog'] },
    'bump and changelog alone would leave nothing behind: the release commit is not published without tag, and no command of the project is run. Add tag or deploy to the steps; /version-bump and /changelog-generate do the one thing alone.',
  ],
  tag_too_early: [
    { code: 'tag_too_early', environment: 'production' },
    'A tag says that a version is out, and this one would not get as far as production. Leave tag out of the steps, or release to production, too.',
  ],
  approval_without_approver: [
    { code: 'approval_without_approver' },
    "Somebody has to approve this before anything is deployed or published, and no role may: neither the last environment nor the project's managers name one. Give the last environment approvals in fairlead.yml, or the project managers.",
  ],
  dependency_circle: [
    { code: 'dependency_circle', services: ['api', 'web'] },
    'These services need each other in a circle, so none can go first: api and web. Take one of the needs out of fairlead.yml.',
  ],
  all_at_once: [
    { code: 'all_at_once', environment: 'production', strategy: 'big-bang' },
    'The strategy big-bang would move more services at once in production than a wave may hold. Choose sequential or immediate.',
  ],
  destructive_migration: [
    { code: 'destructive_migration', from: '1.5.0', to: '1.4.2', paths: ['db/007_drop.sql'], hasBackup: true },
    '1.4.2 cannot run against the database any more: 1.5.0 brought 1 destructive migration (db/007_drop.sql). Release a fix on top of 1.5.0, roll back to a version that came after it, or restore the backup by hand and deploy the older version then.',
  ],
  reverse_not_rehearsed: [
    { code: 'reverse_not_rehearsed', from: '1.5.0', to: '1.4.2', paths: ['db/006_add.sql'] },
    '1.5.0 brought 1 migration whose reverse no rehearsal has run (db/006_add.sql), and database.rehearsedReverse asks for that. Release a fix on top of 1.5.0, or roll back to a version that came after it. Next time, /release rehearse before the release opens this way.',
  ],
  mixed_migrations: [
    { code: 'mixed_migrations', paths: ['db/007_drop.sql'] },
    'This range holds destructive migrations (db/007_drop.sql) beside others, and the migrate command cannot tell them apart. Release the others first, or give database.migrate an argument with {phase}, which is expand before the services and contract after them.',
  ],
  migration_without_approver: [
    { code: 'migration_without_approver', environment: 'production' },
    'A destructive migration needs a yes of its own in production, and no role may give it. Add roles to database.approvers in fairlead.yml.',
  ],
  misplaced_migration: [
    { code: 'misplaced_migration', environment: 'production', step: 'Run the database migrations' },
    'The strategy of production leaves this migration in the wrong place: Run the database migrations. Choose sequential or immediate.',
  ],
  unverified_deploy: [
    { code: 'unverified_deploy', environment: 'production', service: 'api' },
    'The strategy of production deploys api without verifying it. Choose one that verifies each service.',
  ],
  stage_unsupported: [
    { code: 'stage_unsupported', environment: 'production', service: 'api', strategy: 'canary', stage: 'share' },
    'The strategy canary cannot be used for api in production: its deployer cannot give a version a share of the traffic. Choose sequential or immediate, or give the service a deployer that can.',
  ],
  baseline_unsupported: [
    { code: 'baseline_unsupported', environment: 'production', service: 'api' },
    'api cannot be compared with a fresh deployment of its old version in production: its deployer cannot run one beside a share. Leave canary.baseline out there, or give the service a deployer that can.',
  ],
  instances_unknown: [
    { code: 'instances_unknown', environment: 'production', service: 'api', batchSize: 2 },
    'Batches of 2 instances need the number of instances that api has in production, and its deployer does not tell it. Write it into the configuration of the service, such as instances: 6, or the batches as shares in percent (rolling.batches).',
  ],
  too_many_batches: [
    {
      code: 'too_many_batches',
      environment: 'production',
      service: 'api',
      batchSize: 2,
      instances: 250,
      batches: 125,
      most: 50,
      leastSize: 5,
    },
    'api has 250 instances in production, so batches of 2 would be 125, and a plan holds at most 50. Choose a batch size of 5 or more, or write shares in percent (rolling.batches).',
  ],
  hasty_stage: [
    { code: 'hasty_stage', environment: 'production', strategy: 'hasty', service: 'api' },
    'The strategy hasty would take api in production further before the stage before is verified. Choose sequential or immediate.',
  ],
  ungated_deploy: [
    { code: 'ungated_deploy', environment: 'production', strategy: 'hasty', service: 'api' },
    'The strategy hasty would deploy api before production has been approved and claimed. Choose sequential or immediate.',
  ],
};

describe('a plan that cannot be made', () => {
  it.each(Object.entries(plans))('names the guardrail and what to do: %s', (_code, [refusal, text]) => {
    expect(refused({ code: 'plan', refusal })).toBe(text);
  });
});
