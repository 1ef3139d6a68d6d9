import { type Plot, type Story, stories, storyNames } from './stories.ts';

/** A crash point and the kind of release that comes to it. */
export type CrashCase = { readonly point: string; readonly story: Story };

const stepKinds = [
  'bump-version',
  'write-changelog',
  'commit-release',
  'run-command',
  'claim-services',
  'deploy',
  'verify-service',
  'watch-service',
  'push-tag',
  'push-branch',
  'forge-release',
  'post-notes',
];
const stepBoundaries = ['before-effect', 'after-effect', 'after-record'];
const slots = ['card', 'detail', 'notes_engineers_1'];
/** Records that no step makes: what is enqueued after them is lost with the process. */
const records = ['release.opened', 'release.proposed', 'gate.opened', 'approve', 'gate.passed', 'release.completed'];

/** In a release whose api fails in production: its last steps forward, the countdown, and the way back. */
const failing = ['production_deploy_api', 'production_verify_api'];
const backwards = [
  'rollback_production_deploy_api',
  'rollback_production_verify_api',
  'rollback_staging_deploy_frontend',
];
const rollbackRecords = ['rollback.scheduled', 'rollback.started', 'release.rolled-back'];

/** The stages of rollouts, each a step of its own, and what looks at them. */
const canary = ['deploy_api_20', 'verify_api_20', 'analyse_api_20', 'deploy_api_50', 'metrics_api'];
const pair = ['deploy_api_idle', 'verify_api_idle', 'deploy_api', 'deploy_api_retire'];
/** The share that an idle side gets, and the switch from there. */
const sharedPair = ['deploy_api_20', 'verify_api_20', 'deploy_api'];
const batch = ['deploy_api_25', 'verify_api_25'];
/** The way back of a rehearsal, which is a part of its plan, and its certificate. */
const returning = ['staging_return_deploy_api', 'staging_return_verify_api', 'staging_certify'];
const migrating = ['production_backup', 'production_migrate'];
const migratingBack = ['rollback_production_migrate'];
const stopped = ['production_analyse_frontend_50', 'rollback_production_deploy_frontend_20'];

/**
 * Every boundary of every step kind, of every message and of every record, of releases by each strategy that succeed and of such that are
 * rolled back.
 */
export const crashCases: readonly CrashCase[] = [
  ...cross(stepKinds, stepBoundaries, 'released'),
  ...cross(slots, ['before-post', 'after-post'], 'released'),
  ...cross(records, ['after-record'], 'released'),
  ...cross([...failing, ...backwards], stepBoundaries, 'rolled_back'),
  ...cross(rollbackRecords, ['after-record'], 'rolled_back'),
  ...cross(inProduction(canary), stepBoundaries, 'canary'),
  ...cross(stopped, stepBoundaries, 'canary stopped'),
  ...cross(inProduction(pair), stepBoundaries, 'blue-green'),
  ...cross(inProduction(sharedPair), stepBoundaries, 'blue-green-canary'),
  ...cross(inProduction(batch), stepBoundaries, 'rolling'),
  ...cross(migratingBack, stepBoundaries, 'migrated back'),
  ...cross(migrating, stepBoundaries, 'migrated'),
  ...cross(returning, stepBoundaries, 'rehearsed'),
  ...cross(['validate', 'verdict'], stepBoundaries, 'validated'),
];

/** Cases that one release goes through one after the other. */
export type CrashGroup = { readonly story: Story; readonly points: readonly string[] };

/** Puts up to `size` cases of one story together, each group with subjects as far apart as can be. */
export function groupCases(cases: readonly CrashCase[], size: number): readonly CrashGroup[] {
  return storyNames.flatMap((story) => {
    const { isOnce }: Plot = stories[story];
    const points = cases.filter((one) => one.story === story).map((one) => one.point);
    const count = Math.ceil(points.length / (isOnce === true ? Math.max(1, points.length) : size));
    return Array.from({ length: count }, (_, index) => ({
      story,
      points: points.filter((_point, place) => place % count === index),
    }));
  });
}

function inProduction(steps: readonly string[]): readonly string[] {
  return steps.map((step) => `production_${step}`);
}

function cross(subjects: readonly string[], boundaries: readonly string[], story: Story): CrashCase[] {
  return subjects.flatMap((subject) => boundaries.map((boundary) => ({ point: `${subject}.${boundary}`, story })));
}
