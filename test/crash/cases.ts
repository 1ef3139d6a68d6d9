import type { Wish } from './drive-release.ts';

/** A crash point and the kind of release that comes to it. */
export type CrashCase = { readonly point: string; readonly story: Story };
export type Story = Wish['expected'];

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

/** Every boundary of every step kind, of every message and of every record, of a release that succeeds and of one that is rolled back. */
export const crashCases: readonly CrashCase[] = [
  ...cross(stepKinds, stepBoundaries, 'released'),
  ...cross(slots, ['before-post', 'after-post'], 'released'),
  ...cross(records, ['after-record'], 'released'),
  ...cross([...failing, ...backwards], stepBoundaries, 'rolled_back'),
  ...cross(rollbackRecords, ['after-record'], 'rolled_back'),
];

/** Cases that one release goes through one after the other. */
export type CrashGroup = { readonly story: Story; readonly points: readonly string[] };

/** Puts up to `size` cases of one story together, each group with subjects as far apart as can be. */
export function groupCases(cases: readonly CrashCase[], size: number): readonly CrashGroup[] {
  return (['released', 'rolled_back'] as const).flatMap((story) => {
    const points = cases.filter((one) => one.story === story).map((one) => one.point);
    const count = Math.ceil(points.length / size);
    return Array.from({ length: count }, (_, index) => ({
      story,
      points: points.filter((_point, place) => place % count === index),
    }));
  });
}

function cross(subjects: readonly string[], boundaries: readonly string[], story: Story): CrashCase[] {
  return subjects.flatMap((subject) => boundaries.map((boundary) => ({ point: `${subject}.${boundary}`, story })));
}
