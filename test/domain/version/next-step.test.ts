import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '#domain/version/compare-versions.ts';
import { type NextStep, nextStep, type StepKind } from '#domain/version/next-step.ts';
import { Version } from '#domain/version/version.ts';
import { anyVersion } from './any-version.ts';

const v = (text: string) => Version.parse(text);
type Asked = { readonly preRelease?: string; readonly build?: string; readonly existing?: readonly string[] };

function step(current: string | null, kind: StepKind, { preRelease, build, existing = [] }: Asked = {}): NextStep {
  return nextStep({
    current: current === null ? null : v(current),
    step: kind,
    preRelease: preRelease ?? null,
    build: build ?? null,
    existing: existing.map(v),
  });
}

describe('nextStep', () => {
  it.each<readonly [string | null, StepKind, Asked, string]>([
    ['1.4.2', 'minor', { preRelease: 'alpha', build: 'commit.abc123' }, '1.5.0-alpha.0+commit.abc123'],
    ['1.4.2', 'minor', {}, '1.5.0'],
    [null, 'minor', {}, '0.1.0'],
    [null, 'minor', { preRelease: 'alpha' }, '0.1.0-alpha.0'],
    ['1.5.0-alpha.0', 'pre-release', {}, '1.5.0-alpha.1'],
    ['1.5.0-alpha.0', 'minor', { preRelease: 'alpha' }, '1.5.0-alpha.1'],
    ['1.5.0-alpha.9', 'pre-release', {}, '1.5.0-alpha.10'],
    ['1.5.0-alpha.1', 'pre-release', { preRelease: 'beta' }, '1.5.0-beta.0'],
    ['1.5.0-alpha.1', 'major', { preRelease: 'alpha' }, '2.0.0-alpha.0'],
    ['1.5.0-rc.1', 'pre-release', { preRelease: 'rc.5' }, '1.5.0-rc.5'],
    ['1.5.0-rc', 'pre-release', {}, '1.5.0-rc.0'],
    ['1.5.0-3', 'pre-release', {}, '1.5.0-4'],
    ['1.5.0-a.b.1', 'pre-release', {}, '1.5.0-a.b.2'],
    ['1.5.0-rc.2', 'release', {}, '1.5.0'],
    ['1.5.0-rc.2+build.7', 'release', {}, '1.5.0'],
    ['1.5.0-rc.2', 'release', { build: 'exp.sha' }, '1.5.0+exp.sha'],
    ['1.5.0-rc.2', 'minor', {}, '1.5.0'],
    ['1.4.2', 'pre-release', { preRelease: 'alpha' }, '1.4.3-alpha.0'],
    [
      '1.4.2',
      'minor',
      { preRelease: 'alpha', existing: ['1.5.0-alpha.0', '1.5.0-alpha.3', '1.6.0-alpha.7'] },
      '1.5.0-alpha.4',
    ],
  ])('%s by %s with %j is %s', (current, kind, asked, next) => {
    expect(step(current, kind, asked)).toEqual({ kind: 'version', version: next });
  });

  it.each<readonly [string | null, StepKind, Asked, Record<string, unknown>]>([
    [
      '1.5.0-beta.1',
      'pre-release',
      { preRelease: 'alpha' },
      { code: 'goes_back', highest: '1.5.0-beta.1', nearest: '1.5.0-beta.2' },
    ],
    [
      '1.5.0-rc.5',
      'minor',
      { preRelease: 'rc.4' },
      { code: 'goes_back', highest: '1.5.0-rc.5', nearest: '1.5.0-rc.6' },
    ],
    ['1.5.0', 'release', {}, { code: 'not_a_pre_release', current: '1.5.0', nearest: '1.5.1' }],
    [null, 'release', {}, { code: 'not_a_pre_release', current: null, nearest: '0.0.1' }],
    ['1.4.2', 'pre-release', {}, { code: 'label_missing', nearest: '1.4.3-alpha.0' }],
    ['1.5.0-rc.1', 'release', { preRelease: 'rc' }, { code: 'release_with_label', nearest: '1.5.0' }],
    ['1.5.0', 'patch', { build: 'a'.repeat(128) }, { code: 'too_long' }],
  ])('%s by %s with %j is refused', (current, kind, asked, refusal) => {
    expect(step(current, kind, asked)).toEqual({ kind: 'refused', refusal });
  });

  it('never leads down or nowhere', () => {
    const kinds = fc.constantFrom<StepKind>('major', 'minor', 'patch', 'pre-release', 'release');
    const labels = fc.constantFrom('alpha', 'beta', 'rc', 'rc.2', '0', 'a.b', null);
    fc.assert(
      fc.property(anyVersion(), kinds, labels, fc.array(anyVersion()), (current, kind, preRelease, existing) => {
        const next = nextStep({ current, step: kind, preRelease, build: null, existing });
        return next.kind === 'refused' || compareVersions(next.version, current) > 0;
      }),
      { numRuns: 2_000 },
    );
  });

  it('promotes whatever pre-releases lie between to the release the first of them was for', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(null, 'alpha', 'beta', 'rc'), { maxLength: 8 }), (labels) => {
        let current = v('1.5.0-alpha.0');
        for (const preRelease of labels) {
          const next = nextStep({ current, step: 'pre-release', preRelease, build: null, existing: [] });
          if (next.kind === 'version') current = next.version;
        }
        const release = nextStep({ current, step: 'release', preRelease: null, build: null, existing: [] });
        return release.kind === 'version' && release.version === '1.5.0';
      }),
    );
  });
});
