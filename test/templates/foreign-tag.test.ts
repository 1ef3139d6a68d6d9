import { describe, expect, it } from 'vitest';
import { ReleaseId, Sha } from '#domain/ids.ts';
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

describe('the tag of a version that was tagged before', () => {
  const tagged = { release: ReleaseId.parse('rel-4k2m9x7q1z3b'), commit: head };
  const seen = (drift: Omit<Drift, 'head'>) =>
    aRelease({ tagged })
      .run()
      .add({ v: 1, type: 'release.drifted', drift: { head, ...drift } });

  it.each<[Omit<Drift, 'head'>, string, string]>([
    [{ commits: [], config: false, tag }, 'Somebody moved its tag', 'on 9f2c41d now'],
    [{ commits: [], config: false, untagged: true }, 'Its tag is gone', 'gone from the repository'],
    [
      { commits: [], config: true, untagged: true },
      'The configuration changed since the plan, and a tag that is gone',
      'gone from the repository',
    ],
    [
      { commits: [], config: true, tag },
      'The configuration changed since the plan, and a tag that somebody moved',
      'on 9f2c41d now',
    ],
  ])('is to be put back on its commit', (drift, heading, where) => {
    const card = readBlocks(releaseCard(seen(drift).picture()).blocks);
    expect(card).toContain('Next: put the tag back and plan again, or cancel.');
    expect(card).toContain(`${heading}. Nothing goes on with the old plan.`);
    expect(card).toContain(
      `- The tag v1.5.0 is ${where}, and was made on 4e1c0aa. Put it back and plan again, or cancel.`,
    );
  });
});
