import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import { emptyProject, foldProject, type ProjectRecord } from '#domain/project-log/project-record.ts';
import { rollbackTarget } from '#domain/project-log/rollback-target.ts';

/** What ran in production, oldest first: `['api', '1.4.0']`. */
function history(...runs: readonly (readonly [string, string | null])[]): ProjectRecord {
  return runs.reduce(
    (record, [service, version], index) =>
      foldProject(
        record,
        {
          v: 1,
          type: 'service.ran',
          release: ReleaseId.parse(`rel-${String(index).padStart(12, '0')}`),
          environment: 'production',
          service,
          version,
          commit: null,
        },
        index,
      ),
    emptyProject,
  );
}

const both = history(
  ['api', '1.3.0'],
  ['web', '1.3.0'],
  ['api', '1.4.0'],
  ['web', '1.4.0'],
  ['api', '1.5.0'],
  ['web', '1.5.0'],
);
const half = history(['api', '1.4.0'], ['web', '1.4.0'], ['api', '1.5.0']);
const returned = history(['api', '1.3.0'], ['api', '1.4.0'], ['api', '1.5.0'], ['api', '1.4.0']);
const removed = history(['api', '1.4.0'], ['api', null]);

const to = (version: string, from: string, ...services: string[]) => ({ kind: 'target', version, from, services });

describe('rollbackTarget', () => {
  it.each<readonly [string, ProjectRecord, readonly string[], string | null, unknown]>([
    ['the version before', both, ['api', 'web'], null, to('1.4.0', '1.5.0', 'api', 'web')],
    ['a single service', both, ['web'], null, to('1.4.0', '1.5.0', 'web')],
    ['any version known to have run', both, ['api', 'web'], '1.3.0', to('1.3.0', '1.5.0', 'api', 'web')],
    ['only the services that are not there yet', half, ['api', 'web'], null, to('1.4.0', '1.5.0', 'api')],
    ['further back after a rollback', returned, ['api'], null, to('1.3.0', '1.4.0', 'api')],
    ['a later version again, when it is asked for', returned, ['api'], '1.5.0', to('1.5.0', '1.4.0', 'api')],
    ['nothing where nothing has run', history(), ['api'], null, { kind: 'nothing', services: ['api'] }],
    ['nothing where nothing runs any more', removed, ['api'], null, { kind: 'nothing', services: ['api'] }],
    [
      'nothing where one version has run',
      history(['api', '1.4.0']),
      ['api'],
      null,
      { kind: 'nothing', services: ['api'] },
    ],
    ['nothing where it is already', both, ['api'], '1.5.0', { kind: 'nothing', services: ['api'] }],
    [
      'no version that never ran',
      both,
      ['api'],
      '1.2.0',
      { kind: 'unknown', version: '1.2.0', known: ['1.4.0', '1.3.0'] },
    ],
    [
      'no version that only one of them ran',
      half,
      ['api', 'web'],
      '1.5.0',
      { kind: 'unknown', version: '1.5.0', known: ['1.4.0'] },
    ],
  ])('leads to %s', (_what, record, services, wanted, expected) => {
    expect(rollbackTarget(record, 'production', services, wanted)).toEqual(expected);
  });

  it('knows nothing of another environment', () => {
    expect(rollbackTarget(both, 'staging', ['api'], null).kind).toBe('nothing');
  });
});
