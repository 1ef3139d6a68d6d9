import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import type { Baseline } from '#domain/plan/plan.ts';
import { runningAhead } from '#domain/plan/running-ahead.ts';
import { emptyProject, foldProject } from '#domain/project-log/project-record.ts';

const seen = (version: string | null): Baseline[] => [{ environment: 'production', service: 'api', version }];
const asked = (baseline: Baseline[], record = emptyProject) =>
  runningAhead({ baseline, services: ['api'], version: '1.5.0' }, record, 'production');

describe('a version that was overtaken', () => {
  it.each([
    ['a newer version', '1.6.0', true],
    ['a pre-release of a newer version', '1.6.0-rc.1', true],
    ['the same version', '1.5.0', false],
    ['an older version', '1.4.2', false],
    ['what is no version', 'nightly', false],
    ['nothing', null, false],
  ])('is told by what runs: %s', (_what, version, isAhead) => {
    expect(asked(seen(version))).toEqual(isAhead ? [{ service: 'api', version }] : []);
  });

  it('is told by the log where the plan does not go there', () => {
    const release = ReleaseId.parse('rel-4k2m9x7q1z3b');
    const ran = { v: 1, type: 'service.ran', release, environment: 'production', service: 'api' } as const;
    const record = foldProject(emptyProject, { ...ran, version: '1.6.0', commit: null }, 0);
    expect(asked([], record)).toEqual([{ service: 'api', version: '1.6.0' }]);
    expect(asked(seen('1.4.2'), record)).toEqual([]);
  });
});
