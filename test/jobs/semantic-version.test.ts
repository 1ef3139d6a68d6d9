import { expect, it } from 'vitest';
import type { Job } from '#domain/job.ts';
import { Version } from '#domain/version/version.ts';
import type { VersionOutcome } from '#domain/version/version-outcome.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import { semanticVersionJob } from '#jobs/semantic-version.ts';
import { createReply } from '#operations/reply.ts';

const job: Extract<Job, { name: 'semantic-version' }> = {
  name: 'semantic-version',
  id: 'version-1',
  request: {
    project: 'shop',
    current: Version.parse('1.4.2'),
    bump: 'minor',
    preRelease: 'alpha',
    buildMetadata: null,
    commits: null,
    version: null,
    services: null,
  },
  actor: { kind: 'slack', user: 'U0MIRA' },
  replyTo: { kind: 'return' },
  channel: null,
};

const nobody = async () => {
  throw new Error('Nothing is said where somebody waits for the answer.');
};

function answerWith(outcome: VersionOutcome) {
  const messenger = { respond: nobody, whisper: nobody, post: nobody };
  const ports: Partial<JobPorts> = {
    semanticVersion: async () => outcome,
    reply: createReply({ messenger, report: () => undefined }),
  };
  return semanticVersionJob(ports as JobPorts)(job);
}

it.each<readonly [VersionOutcome, string, string]>([
  [
    {
      kind: 'stepped',
      current: Version.parse('1.4.2'),
      next: Version.parse('1.5.0-alpha.0'),
      bump: 'minor',
      reason: { kind: 'step', step: 'minor' },
    },
    'done',
    'After 1.4.2, a pre-release of the next minor version is 1.5.0-alpha.0.',
  ],
  [
    { kind: 'refused', refusal: { code: 'several_versions', units: ['api', 'web'] } },
    'refused',
    'api and web have versions of their own. Say which is meant with --services.',
  ],
])('answers %j as %s', async (outcome, how, text) => {
  expect(await answerWith(outcome)).toEqual({ how, text });
});
