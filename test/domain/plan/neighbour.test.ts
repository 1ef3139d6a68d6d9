import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import { neighboursOf } from '#domain/plan/neighbour.ts';
import { emptyProject } from '#domain/project-log/project-record.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { aProject, aRelease } from '../../support/a-release.ts';
import { readBlocks } from '../../support/read-blocks.ts';

const release = ReleaseId.parse('rel-4e1c0aa9f2c4');

/** What is known to run, by `environment/service`. */
function recordOf(versions: Readonly<Record<string, string>>) {
  const runs = Object.entries(versions).map(
    ([place, version]) => [place, [{ version, commit: null, release, at: 0 }]] as const,
  );
  return { ...emptyProject, runs: new Map(runs) };
}

const both = { services: ['api'], environments: ['production', 'staging'] };
const mixed = recordOf({ 'staging/worker': '1.5.0-rc.1', 'production/worker': '1.4.2', 'staging/web': '1.4.2' });
const worker = {
  service: 'worker',
  verified: { environment: 'staging', version: '1.5.0-rc.1' },
  met: { environment: 'production', version: '1.4.2' },
};

describe('the neighbours of a release', () => {
  it('are the services beside it that differ between its last two environments', () => {
    expect(neighboursOf(mixed, aProject(), both)).toEqual([worker]);
  });

  it.each([
    ['it brings them along', mixed, { ...both, services: ['api', 'web', 'worker'] }],
    ['it ends in staging', mixed, { ...both, environments: ['staging'] }],
    ['they are the same', recordOf({ 'staging/worker': '1.4.2', 'production/worker': '1.4.2' }), both],
    ['it is not known what runs', emptyProject, both],
  ])('are none where %s', (_why, record, scope) => {
    expect(neighboursOf(record, aProject(), scope)).toEqual([]);
  });

  it('are said on the card, so that approvers know what staging has not shown', () => {
    const { blocks } = releaseCard(aRelease({ services: ['api'], neighbours: [worker] }).picture());
    expect(readBlocks(blocks)).toContain(
      'Verified beside other versions: worker runs 1.5.0-rc.1 in staging and 1.4.2 in production.',
    );
  });
});
