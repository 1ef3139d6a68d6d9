import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import type { Job } from '#domain/job.ts';
import { ReleaseError } from '#errors.ts';
import { createTellFailure } from '#jobs/tell-failure.ts';

const asked = {
  actor: { kind: 'slack', user: 'U0AIKO' },
  replyTo: { kind: 'channel', channel: 'C0RELEASES', user: 'U0AIKO' },
  channel: null,
} as const;
const propose: Job = {
  name: 'propose',
  id: ReleaseId.parse('rel-000000000001'),
  request: {
    project: 'shop',
    version: { exact: '1.5.0' },
    services: null,
    environments: null,
    strategy: null,
    breakingChangeReason: null,
  },
  ...asked,
};
const away = new ReleaseError('GIT_UNREACHABLE', 'transient', 'The repository of shop cannot be reached.');
const broken = new ReleaseError('GIT_FAILED', 'fatal', 'git fetch was refused.');

function teller() {
  const told: string[] = [];
  const views: unknown[] = [];
  const claimed = new Set<string>();
  const tell = createTellFailure({
    reply: async (_to, { text }) => {
      told.push(text);
      return { how: 'refused', text };
    },
    messenger: {
      updateView: async (at, view) => {
        views.push([at, view]);
        return true;
      },
    },
    scratch: { claim: async (key) => !claimed.has(key) && claimed.add(key) !== undefined },
  });
  return { told, views, tell };
}

describe('a failed job', () => {
  it('that is tried again is told once, however often it fails', async () => {
    const { tell, told } = teller();
    await tell({ job: propose, error: away, willRetry: true });
    await tell({ job: propose, error: away, willRetry: true });
    expect(told).toEqual([
      'The repository of shop cannot be reached. I keep trying for an hour and answer when it is done. You need not ask again.',
    ]);
  });

  it('that nobody tries again is told with what to do', async () => {
    const { tell, told } = teller();
    await tell({ job: propose, error: broken, willRetry: false });
    expect(told).toEqual([
      'git fetch was refused. The message names it; check the repository address and the rights of the bot.',
    ]);
  });

  it('of a mistake of our own is told at its end, without the exception', async () => {
    const { tell, told } = teller();
    const bug = new TypeError("Cannot read properties of undefined (reading 'secret')");
    await tell({ job: propose, error: bug, willRetry: true });
    await tell({ job: propose, error: bug, willRetry: false });
    expect(told).toHaveLength(1);
    expect(told[0]).not.toContain('secret');
  });

  it('that was to fill a form says so in the form', async () => {
    const { tell, views } = teller();
    const job: Job = {
      name: 'fill-release-modal',
      externalId: 'form-1',
      project: 'shop',
      services: null,
      user: 'U0AIKO',
      channel: null,
    };
    await tell({ job, error: broken, willRetry: false });
    expect(JSON.stringify(views)).toContain('git fetch was refused.');
  });

  it('that nobody asked for is told to nobody', async () => {
    const { tell, told, views } = teller();
    await tell({ job: { name: 'sweep' }, error: broken, willRetry: false });
    expect([...told, ...views]).toEqual([]);
  });
});
