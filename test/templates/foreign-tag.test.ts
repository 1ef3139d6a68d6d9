import { describe, expect, it } from 'vitest';
import { Sha } from '#domain/ids.ts';
import type { Drift } from '#domain/release/event.ts';
import { driftHeading } from '#templates/release/drift-part.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { aRelease, people } from '#test/support/a-release.ts';
import { readBlocks } from '#test/support/read-blocks.ts';

const head = Sha.parse('4e1c0aa'.padEnd(40, '1'));
const tag = Sha.parse('9f2c41d'.padEnd(40, '2'));
const commits = [{ sha: Sha.parse('b'.repeat(40)), subject: 'fix(web): find nothing', author: 'Sam Reed' }];
const drifted = (drift: Drift) => aRelease().run().add({ v: 1, type: 'release.drifted', drift });

describe('a tag that somebody else made', () => {
  it('is named on the card with what to do about it', () => {
    const story = drifted({ head, commits: [], config: false, tag });
    const card = readBlocks(releaseCard(story.picture()).blocks);
    expect(card.split('\n').slice(0, 5)).toEqual([
      '# :warning: Plan out of date: shop 1.5.0, production',
      'Next: delete the tag of somebody else and plan again, or cancel.',
      'Somebody else made its tag. Nothing goes on with the old plan.',
      '- The tag v1.5.0 is on 9f2c41d now. Delete it and plan again, or cancel and release another version.',
      '[*Plan again]',
    ]);
  });

  it.each<[Omit<Drift, 'head'>, string]>([
    [{ commits: [], config: false, tag }, 'Somebody else made its tag'],
    [{ commits: [], config: true, tag }, 'The configuration changed since the plan, and a tag that somebody else made'],
    [{ commits, config: false, tag }, '1 commit since the plan, and a tag that somebody else made'],
    [
      { commits, config: true, tag },
      '1 commit since the plan, a changed configuration, and a tag that somebody else made',
    ],
    [{ commits, config: true }, '1 commit since the plan, and a changed configuration'],
    [{ commits: [], config: true }, 'The configuration changed since the plan'],
  ])('is told of beside whatever else moved', (drift, heading) => {
    expect(driftHeading(drifted({ head, ...drift }).release(), { head, ...drift })).toBe(heading);
  });

  it('is what the plan was made again for', () => {
    const story = drifted({ head, commits: [], config: false, tag });
    const { digest, plan } = story.release();
    const by = people.mira;
    const replanned = story.add({
      v: 1,
      type: 'release.replanned',
      plan: { ...plan, revision: 2 },
      digest,
      by,
      why: 'config',
    });
    expect(replanned.release().drift).toBeNull();
  });
});
