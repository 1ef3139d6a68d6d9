import { describe, expect, it } from 'vitest';
import { Sha } from '#domain/ids.ts';
import type { Job, ReplyTo } from '#domain/job.ts';
import type { PlacedTag, TagOutcome } from '#domain/tagging/tag-outcome.ts';
import { Version } from '#domain/version/version.ts';
import type { PreparedBump, VersionBumpOutcome } from '#domain/version-bump/version-bump-outcome.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import { tagReleaseJob } from '#jobs/tag-release.ts';
import { versionBumpJob } from '#jobs/version-bump.ts';
import { createPublish } from '#operations/publish.ts';
import { createReply } from '#operations/reply.ts';
import type { Messenger } from '#ports/messenger.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { planned } from '#test/support/planned.ts';

const replyTo: ReplyTo = { kind: 'channel', channel: 'C0RELEASES', user: 'U0MIRA' };
const asked = { actor: { kind: 'slack', user: 'U0MIRA' }, replyTo, channel: 'C0RELEASES' } as const;

/** Slack, as what was said to whom, and the ports of the two jobs on these outcomes. */
function aWorld(outcomes: { readonly bump?: VersionBumpOutcome; readonly tag?: TagOutcome }) {
  const said: string[] = [];
  const posts = new Map<string, { channel: string; ts: string }>();
  const files = new Set<string>();
  const messenger = planned<Messenger>('messenger', {
    whisper: async ({ body, user }) => void said.push(`to ${user}: ${body.text}`),
    post: async ({ body, channel, op }) => {
      const there = posts.get(op) ?? { channel, ts: `${posts.size + 1}.0` };
      if (!posts.has(op)) said.push(`in ${channel}: ${body.text}`);
      posts.set(op, there);
      return there;
    },
    shareFile: async (at, file) => {
      if (!files.has(file.name)) said.push(`file below ${at.ts}: ${file.name}`);
      files.add(file.name);
    },
  });
  const ports = planned<JobPorts>('jobs', {
    versionBump: async () => outcomes.bump ?? Promise.reject(new Error('No bump was planned.')),
    tagRelease: async ({ announce }) => {
      const { tag } = outcomes;
      if (tag?.kind === 'placed') await announce({ tag: 'v1.5.0', commit: tag.placed.commit, chosenBy: tag.chosenBy });
      return tag ?? Promise.reject(new Error('No tag was planned.'));
    },
    reply: createReply({ messenger, report: () => undefined }),
    publish: createPublish({ messenger, scratch: createMemoryScratch({ now: () => 0 }) }),
  });
  return { said, ports };
}

const commit = { sha: Sha.parse('a'.repeat(40)), subject: 'feat: pay', committedAt: 1_763_000_000_000 };
const placed: PlacedTag = { how: 'made', tag: 'v1.5.0', commit, signature: { kind: 'unsigned' }, isPushed: true };

const bumpJob: Extract<Job, { name: 'version-bump' }> = {
  name: 'version-bump',
  id: 'version-bump-1',
  request: {
    project: 'shop',
    version: { exact: '1.5.0' },
    files: null,
    commit: false,
    write: false,
    tag: false,
    services: null,
  },
  ...asked,
};
const tagJob: Extract<Job, { name: 'tag-release' }> = {
  name: 'tag-release',
  id: 'tag-release-1',
  request: {
    project: 'shop',
    version: Version.parse('1.5.0'),
    message: null,
    sign: null,
    commit: null,
    release: false,
    push: false,
    artifacts: [],
    service: null,
  },
  ...asked,
};

describe('the job of a bump', () => {
  const rows = Array.from({ length: 300 }, (_, index) => `row ${index}\n`);
  const edits = [{ path: 'VERSION', before: rows.join(''), after: rows.join('').replaceAll('row', 'line') }];
  const bump: PreparedBump = { from: '1.4.2', to: '1.5.0', edits, already: [], notes: [], skippedTo: null };

  it('publishes a dry run once, with a long diff as a file in its thread', async () => {
    const { ports, said } = aWorld({ bump: { kind: 'shown', project: 'shop', bump } });
    const run = versionBumpJob(ports);
    expect(await run(bumpJob)).toMatchObject({ how: 'done' });
    await run(bumpJob);
    expect(said).toEqual([
      expect.stringMatching(/^in C0RELEASES: shop 1\.4\.2 \u2192 1\.5\.0 in VERSION: this is what would change\./),
      'file below 1.0: shop-1.5.0.diff',
    ]);
  });

  it('tells a refusal to the person alone', async () => {
    const { ports, said } = aWorld({ bump: { kind: 'refused', refusal: { code: 'no_version_files' } } });
    expect(await versionBumpJob(ports)(bumpJob)).toMatchObject({ how: 'refused' });
    expect(said).toEqual([expect.stringMatching(/^to U0MIRA: No file was changed\./)]);
  });
});

describe('the job of a tag', () => {
  it('shows the person which commit it will be, and tells the channel when it is done', async () => {
    const tag: TagOutcome = {
      kind: 'placed',
      project: 'shop',
      version: '1.5.0',
      placed,
      chosenBy: 'branch',
      isSigningAsked: false,
      others: [],
      page: null,
    };
    const { ports, said } = aWorld({ tag });
    expect(await tagReleaseJob(ports)(tagJob)).toMatchObject({ how: 'done' });
    expect(said).toEqual([
      expect.stringMatching(/^to U0MIRA: v1\.5\.0 goes to aaaaaaaaa feat: pay of/),
      expect.stringMatching(/^in C0RELEASES: shop v1\.5\.0 was tagged by <@U0MIRA>\./),
    ]);
  });

  it('tells a refusal to the person alone', async () => {
    const { ports, said } = aWorld({ tag: { kind: 'refused', refusal: { code: 'no_key' } } });
    expect(await tagReleaseJob(ports)(tagJob)).toMatchObject({ how: 'refused' });
    expect(said).toEqual([expect.stringMatching(/^to U0MIRA: No tag was made\./)]);
  });
});
