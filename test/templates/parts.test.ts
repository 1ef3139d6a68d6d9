import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { releaseDetail } from '#templates/release/release-detail.ts';
import { aRelease, people } from '../support/a-release.ts';
import { readBlocks } from '../support/read-blocks.ts';

describe('the card of a release of named parts', () => {
  const parts = ['bump', 'test', 'tag'] as const;
  const story = aRelease({ settings: { parts: [...parts], approvalRequired: true }, environments: [], baseline: [] });
  const picture = story.run().picture();

  it('says what is not in it and what is approved, and shows no table of services', () => {
    const { blocks } = releaseCard(picture);
    const text = readBlocks(blocks);
    expect(text).toContain('Not in it: changelog, build, deployment and notes.');
    expect(text).toContain('Approval for publication');
    expect(blocks.some(({ type }) => type === 'table')).toBe(false);
  });

  it('says in the thread that there is nothing to take back', () => {
    const text = readBlocks(releaseDetail(picture.release).blocks);
    expect(text).toContain('until the tag is pushed nothing has left the worker, and what is published stays');
    expect(text).toContain('no changelog, no build, no deployment, no notes and an approval in any case');
  });
});

describe('a verification in the last environment', () => {
  it('is told with the artifact that was verified before', () => {
    const artifact = `sha256:${'1f3a9c02e4b7'.padEnd(64, '0')}`;
    const of = { v: 1, step: StepId.parse('production/verify/api'), attempt: 1 } as const;
    const story = aRelease()
      .run()
      .approve(people.jonas)
      .run('production/verify/api')
      .add({ ...of, type: 'step.started', worker: 'worker-1' })
      .add({ ...of, type: 'step.succeeded', result: { observed: '1.5.0', told: true, artifact, sameAs: 'staging' } });
    const text = readBlocks(drawRelease(story.picture()).flatMap(({ blocks }) => blocks));
    expect(text).toContain('Same artifact as in staging, sha256:1f3a9c02e4b7.');
  });
});
