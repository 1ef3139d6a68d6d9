import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import type { ProposeWarning } from '#domain/proposal/propose-outcome.ts';
import { proposeReply } from '#templates/replies/propose-reply.ts';
import { aCommit } from '#test/support/a-release.ts';

const { sha: commit } = aCommit(1, 'feat', 'pay with a saved card');
const release = ReleaseId.parse('rel-4e1c0a19f2c4');

type Of<Union extends { code: string }> = {
  readonly [Code in Union['code']]: readonly [Extract<Union, { code: Code }>, string];
};

const warnings: Of<ProposeWarning> = {
  skips_versions: [{ code: 'skips_versions', nearest: '1.5.0' }, 'It leaves out versions: the next in order is 1.5.0.'],
  feature_in_patch: [
    { code: 'feature_in_patch', nearest: '1.5.0' },
    'It is a patch, but the commits hold new features: 1.5.0 would announce them.',
  ],
  approval_stands: [
    { code: 'approval_stands', gates: ['Approval for production'] },
    'You wanted no approval; what is configured stands all the same: Approval for production.',
  ],
  build_added: [{ code: 'build_added' }, 'The build was added to the steps: what is deployed is built first.'],
  deployed_untagged: [
    { code: 'deployed_untagged', version: '1.4.3' },
    'What is deployed bears no tag. /tag-release 1.4.3 puts one on that very commit later.',
  ],
  tagged_undeployed: [
    { code: 'tagged_undeployed', version: '1.4.3' },
    'Nothing is deployed. /release 1.4.3 brings it to the environments later, as it is tagged.',
  ],
  as_tagged: [
    { code: 'as_tagged', tag: 'v1.4.3', commit, done: ['bump', 'tag'] },
    'It goes out as v1.4.3 holds it, 4e1c0a1, without anything that came after. Done already and left out: bump and tag.',
  ],
};

describe('a plan with a warning', () => {
  it.each(Object.entries(warnings))('is made and says what to know: %s', (_code, [warning, text]) => {
    const reply = proposeReply({ kind: 'proposed', release, version: '1.4.3', project: 'shop', warnings: [warning] });
    expect(reply.text).toBe(
      `shop 1.4.3 is planned. Its card in the channel shows every step, the way back and who can approve. ${text}`,
    );
  });
});
