import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releaseNeeds } from '#domain/version/release-needs.ts';
import { Version } from '#domain/version/version.ts';
import type { UnitVersions, VersionOutcome } from '#domain/version/version-outcome.ts';
import { semanticVersionReply, semanticVersionText } from '#templates/replies/semantic-version-reply.ts';
import { aCommit, aProject } from '#test/support/a-release.ts';
import { checkMessage } from '#test/support/check-blocks.ts';
import { readBlocks } from '#test/support/read-blocks.ts';
import { hostileText } from './a-hostile-text.ts';

const v = (text: string) => Version.parse(text);

function aUnit(subject: string, commits: number, more: Partial<UnitVersions> = {}): UnitVersions {
  const commit = aCommit(1, 'feat', subject, { author: subject });
  return {
    unit: null,
    services: ['api', 'web'],
    current: v('1.4.2'),
    next: v('1.5.0'),
    reason: {
      kind: 'commits',
      deciding: Array.from({ length: commits }, () => ({ commit, rule: 'feature' })),
      rest: { fix: 1 },
      ignored: [{ commit, typed: subject, why: 'malformed' }],
    },
    perService: [{ service: 'api', bump: 'minor', commits: 3 }],
    elsewhere: 4,
    mismatch: { kind: 'feature_in_patch', commits: [commit, commit], nearest: v('1.5.0') },
    mayBeHotfix: false,
    needs: releaseNeeds(aProject(), 'minor', v('1.4.2')),
    ...more,
  };
}

const suggested = (units: readonly UnitVersions[], isShallow = false): VersionOutcome => ({
  kind: 'suggested',
  project: 'shop',
  branch: 'main',
  isShallow,
  units,
});

describe('semanticVersionReply', () => {
  it('names fifteen commits and counts the others', () => {
    const text = readBlocks(semanticVersionReply(suggested([aUnit('wish lists', 40)])).blocks);
    expect(text.match(/feat: wish lists/g)).toHaveLength(15);
    expect(text).toContain('25 more commits like them.');
  });

  it('says which services it does not show', () => {
    const units = Array.from({ length: 10 }, (_, index) => aUnit('x', 1, { unit: `s${index}` }));
    const text = readBlocks(semanticVersionReply(suggested(units)).blocks);
    expect(text).toContain('shop s7 is at 1.4.2.');
    expect(text).toContain('Not shown: s8 and s9. Name them with --services.');
  });

  it('says that a shallow clone may know less than there is', () => {
    expect(semanticVersionText(suggested([aUnit('x', 1)], true))).toContain('git fetch --unshallow --tags');
  });

  it('stays within the limits of Slack and pings nobody, whatever people wrote', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 40 }), (subject, count) => {
        const units = Array.from({ length: count }, (_, index) => aUnit(subject, 20, { unit: `service-${index}` }));
        const reply = semanticVersionReply(suggested(units));
        expect(checkMessage(reply)).toEqual([]);
        expect(reply.text).not.toMatch(/<[!@#]/);
        expect(semanticVersionText(suggested(units))).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { numRuns: 60 },
    );
  });
});
