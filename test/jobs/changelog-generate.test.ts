import { describe, expect, it } from 'vitest';
import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { changelogEditJob, changelogGenerateJob } from '#jobs/changelog-generate.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import type { Published } from '#operations/publish.ts';
import { aDocument, someCommits } from '#test/domain/changelog/a-document.ts';
import { planned } from '#test/support/planned.ts';

type Generate = Extract<Job, { name: 'changelog-generate' }>;

const asked = {
  id: 'changelog-generate-1',
  actor: { kind: 'slack', user: 'U0MIRA' },
  replyTo: { kind: 'channel', channel: 'C0RELEASES', user: 'U0MIRA' },
  channel: 'C0RELEASES',
} as const;

function aRequest(more: Partial<Generate['request']> = {}): Generate {
  const request: Generate['request'] = {
    project: 'shop',
    from: 'v1.4.0',
    to: 'v1.5.0',
    format: 'keep-a-changelog',
    includeBreakingChanges: true,
    output: null,
    hotfix: false,
    services: null,
    version: null,
    ...more,
  };
  return { name: 'changelog-generate', request, ...asked };
}

/** Ports that keep what was published and what only the person was told. */
function thePorts(more: Partial<JobPorts>) {
  const published: Published[] = [];
  const told: string[] = [];
  const answer = (how: Answer['how'], text: string): Answer => ({ how, text });
  const ports = planned<JobPorts>('ports', {
    publish: async (_to, what) => {
      published.push(what);
      return answer('done', what.words.text);
    },
    reply: async (_to, words, how = 'done') => {
      told.push(words.text);
      return answer(how, words.text);
    },
    ...more,
  });
  return { ports, published, told };
}

const document = aDocument(someCommits);

describe('changelogGenerateJob', () => {
  it('publishes the changelog', async () => {
    const { ports, published, told } = thePorts({
      makeChangelog: async () => ({ kind: 'made', document, existing: null }),
    });
    expect(await changelogGenerateJob(ports)(aRequest())).toMatchObject({ how: 'done' });
    expect(published).toHaveLength(1);
    expect(published[0]?.files).toEqual([]);
    expect(told).toEqual([]);
  });

  it('gives the file with the new section in it', async () => {
    const existing = '# C\n\n## [1.4.0]\n\n- old\n';
    const { ports, published } = thePorts({ makeChangelog: async () => ({ kind: 'made', document, existing }) });
    await changelogGenerateJob(ports)(aRequest({ output: 'CHANGELOG.md' }));
    const [file] = published[0]?.files ?? [];
    expect(file?.name).toBe('CHANGELOG.md');
    expect(file?.text).toMatch(
      /^# C\n\n## \[1\.5\.0\] - 2026-11-21\n[\s\S]*\n\n## \[1\.4\.0\]\n\n- old\n\n\[1\.5\.0\]: https:/,
    );
  });

  it('tells only the person why there is none', async () => {
    const refusal = { code: 'range_empty', from: 'v1.5.0', to: 'v1.5.0' } as const;
    const { ports, published, told } = thePorts({ makeChangelog: async () => ({ kind: 'refused', refusal }) });
    expect(await changelogGenerateJob(ports)(aRequest())).toMatchObject({ how: 'refused' });
    expect(published).toEqual([]);
    expect(told[0]).toContain('are the same commit');
  });

  it('refuses to replace a file that is not its own', async () => {
    const { ports, published, told } = thePorts({
      makeChangelog: async () => ({ kind: 'made', document, existing: '# C\n' }),
    });
    await changelogGenerateJob(ports)(aRequest({ output: 'CHANGELOG.md', format: 'json' }));
    expect(published).toEqual([]);
    expect(told[0]).toContain('json would replace all of it');
  });
});

describe('changelogEditJob', () => {
  const request = { project: 'shop', commit: '4f0c2a1', text: 'fix: a' };
  const commit = { sha: 'a'.repeat(40), subject: 'oops' };

  it('publishes what was corrected', async () => {
    const { ports, published } = thePorts({
      editChangelog: async () => ({ kind: 'corrected', commit, entries: ['fix: a'] }),
    });
    await changelogEditJob(ports)({ name: 'changelog-edit', request, ...asked });
    expect(published[0]?.words.text).toContain('is corrected: in place of oops');
  });

  it('tells only the person why it was not', async () => {
    const { ports, published, told } = thePorts({
      editChangelog: async () => ({ kind: 'refused', refusal: { code: 'text_empty' } }),
    });
    expect(await changelogEditJob(ports)({ name: 'changelog-edit', request, ...asked })).toMatchObject({
      how: 'refused',
    });
    expect(published).toEqual([]);
    expect(told[0]).toContain('No entry was changed.');
  });
});
