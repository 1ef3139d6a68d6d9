import { request } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { ReleaseError } from '#errors.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { githubPayload } from '#test/support/webhooks/github-payloads.ts';
import { gitlabPipeline, gitlabPush } from '#test/support/webhooks/gitlab-payloads.ts';
import {
  argoCdToken,
  fromArgoCd,
  fromGithub,
  fromGitlab,
  fromOldGitlab,
  githubSecret,
  gitlabSecret,
  signingToken,
} from '#test/support/webhooks/sign.ts';
import { anEar } from './an-ear.ts';

const ofShop = { full_name: 'shop/shop', id: 7 };
const aRun = (id = 42) => githubPayload('workflow_run', { repository: ofShop, workflow_run: { id } });
const github = '/webhooks/github';
const gitlab = '/webhooks/gitlab';
const argoCd = '/webhooks/argo-cd';

describe('a webhook', () => {
  it.each([
    ['GitHub', github, fromGithub('workflow_run', aRun()), { about: 'run', system: 'github-actions' }],
    ['GitLab, signed', gitlab, fromGitlab(gitlabPipeline()), { about: 'run', system: 'gitlab-ci' }],
    ['GitLab, with its token', gitlab, fromOldGitlab(gitlabPush()), { about: 'branch', branch: 'main' }],
    ['Argo CD', argoCd, fromArgoCd('worker-production'), { about: 'application' }],
  ])('of %s leaves a hint of what it is about, and nothing of what it says', async (_who, path, sent, hint) => {
    const ear = await anEar();
    expect(await ear.post(path, sent)).toEqual({ status: 202, says: 'Taken: what waits for it is looked at now.' });
    expect(ear.hints()).toMatchObject([{ name: 'webhook-hint', hint }]);
    expect(JSON.stringify(ear.hints())).not.toMatch(/success|completed|sentAt/);
  });

  it('is answered with 200 the second time, and leaves no second hint', async () => {
    const ear = await anEar();
    const first = fromGithub('workflow_run', aRun());
    const again = fromGithub('workflow_run', aRun(), { delivery: 'another' });
    const answers = await Promise.all([first, first, again].map((sent) => ear.post(github, sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    expect(answers.map(({ says }) => says)).toContain('It was taken before.');
    expect(ear.hints()).toHaveLength(1);
  });

  it('is known as a repeat at another app on the same store', async () => {
    const scratch = createMemoryScratch({ now: Date.now });
    const [one, other] = [await anEar({ scratch }), await anEar({ scratch })];
    const sent = fromArgoCd('worker-production');
    expect((await one.post(argoCd, sent)).status).toBe(202);
    expect((await other.post(argoCd, sent)).status).toBe(200);
    expect(other.hints()).toEqual([]);
  });

  it.each([
    ['an event that nothing waits for', github, fromGithub('ping', githubPayload('ping'))],
    ['a run of another repository', github, fromGithub('workflow_run', githubPayload('workflow_run'))],
    ['a push to another branch', gitlab, fromGitlab(gitlabPush('refs/heads/next'))],
    ['another project', gitlab, fromGitlab(gitlabPipeline({ path: 'other/shop' }))],
    ['another Application', argoCd, fromArgoCd('worker-elsewhere')],
  ])('of %s is answered with 200, and nothing is stored', async (_what, path, sent) => {
    const ear = await anEar();
    expect((await ear.post(path, sent)).status).toBe(200);
    expect(ear.hints()).toEqual([]);
  });

  it.each([
    ['GitHub', github, fromGithub('workflow_run', aRun(), { secret: 'another' })],
    ['GitLab', gitlab, fromOldGitlab({}, { 'x-gitlab-token': 'another' })],
    ['Argo CD', argoCd, fromArgoCd('worker-production', { token: 'another' })],
    ['GitHub, sent to where GitLab sends', gitlab, fromGithub('workflow_run', aRun())],
    ['Argo CD, an hour old', argoCd, fromArgoCd('worker-production', { at: Date.now() - 3_600_000 })],
  ])('of %s without its proof is refused, and no secret is told', async (_who, path, sent) => {
    const ear = await anEar();
    const answer = await ear.post(path, sent);
    expect(answer).toEqual({ status: 401, says: 'The signature or token is missing, wrong or out of date.' });
    expect(ear.hints()).toEqual([]);
    for (const secret of [githubSecret, gitlabSecret, signingToken, argoCdToken, 'another'])
      expect(`${JSON.stringify(answer)} ${ear.logged.join()}`).not.toContain(secret);
  });

  it('is refused with 400 when it is genuine and in no shape its sender has', async () => {
    const ear = await anEar();
    expect((await ear.post(github, fromGithub('workflow_run', { action: 'completed' }))).status).toBe(400);
  });

  it('is refused with 413 as soon as it is longer than 2 MiB', async () => {
    const ear = await anEar();
    expect(await statusOfLong(ear.address, 2 * 1024 * 1024 + 1)).toBe(413);
    expect(ear.hints()).toEqual([]);
  });
});

describe('while Redis is away', () => {
  const away = new ReleaseError('REDIS_UNAVAILABLE', 'transient', 'Redis cannot be reached.');
  const refuse = async (): Promise<never> => Promise.reject(away);

  it('a webhook is left with its sender', async () => {
    const ear = await anEar({ scratch: { claim: refuse, delete: refuse } });
    const answer = await ear.post(github, fromGithub('workflow_run', aRun()));
    expect(answer).toEqual({ status: 503, says: 'Nothing was recorded, because Redis is away. Send it again.' });
  });

  it('one whose hint could not be stored is taken at the next try', async () => {
    let tries = 0;
    const enqueue = async (): Promise<void> => {
      tries += 1;
      if (tries === 1) throw away;
    };
    const ear = await anEar({ queue: { enqueue } });
    const sent = fromArgoCd('worker-production');
    expect((await ear.post(argoCd, sent)).status).toBe(503);
    expect((await ear.post(argoCd, sent)).status).toBe(202);
    expect((await ear.post(argoCd, sent)).status).toBe(200);
  });

  it('one that leads to nothing is answered all the same', async () => {
    const ear = await anEar({ scratch: { claim: refuse, delete: refuse } });
    expect((await ear.post(github, fromGithub('ping', githubPayload('ping')))).status).toBe(200);
  });

  it('a fault of Fairlead is told by no answer, and logged', async () => {
    const ear = await anEar({ queue: { enqueue: async () => Promise.reject(new TypeError('a bug')) } });
    await expect(ear.post(github, fromGithub('workflow_run', aRun()))).rejects.toThrow();
    expect(ear.logged.join()).toContain('a request could not be answered');
  });
});

describe('the door for webhooks', () => {
  it('has nothing at other paths, takes POST only, and tells a load balancer that it is open', async () => {
    const { address } = await anEar();
    const statusAt = async (path: string, method = 'GET') => (await fetch(`${address}${path}`, { method })).status;
    expect(await statusAt('/webhooks/bitbucket', 'POST')).toBe(404);
    expect(await statusAt('/slack/events', 'POST')).toBe(404);
    expect(await statusAt(github)).toBe(405);
    expect(await statusAt('/healthz')).toBe(200);
  });

  it('listens to no sender without a secret', async () => {
    const ear = await anEar({ senders: [] });
    expect((await ear.post(github, fromGithub('workflow_run', aRun()))).status).toBe(404);
  });

  it('says what to do about a port that is taken', async () => {
    const { address } = await anEar();
    const port = Number(new URL(address).port);
    await expect(anEar({ port })).rejects.toThrow(`Set FAIRLEAD_WEBHOOK_PORT to a free one and start again.`);
  });

  it('answers what came before it was closed, and takes no more', async () => {
    let letOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letOn = resolve;
    });
    let isAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const enqueue = async (): Promise<void> => {
      isAsked();
      await held;
    };
    const ear = await anEar({ queue: { enqueue } });
    const answer = ear.post(github, fromGithub('workflow_run', aRun()));
    await asked;
    const stopped = ear.stop();
    await expect(ear.post(github, fromGithub('workflow_run', aRun(43)))).rejects.toThrow();
    letOn();
    expect((await answer).status).toBe(202);
    await stopped;
  });

  it('reads 32 at once and tells more to come again', async () => {
    let letOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letOn = resolve;
    });
    const ear = await anEar({ queue: { enqueue: () => held } });
    const refused: number[] = [];
    const answers = Array.from({ length: 40 }, async (_, id) => {
      const { status } = await ear.post(github, fromGithub('workflow_run', aRun(id)));
      if (status === 503) refused.push(status);
      return status;
    });
    await vi.waitFor(() => expect(refused).toHaveLength(8), { timeout: 10_000 });
    letOn();
    expect((await Promise.all(answers)).filter((status) => status === 202)).toHaveLength(32);
  });
});

/** The status of a request that says how long it is, and of which nothing is sent before the answer. */
function statusOfLong(address: string, length: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': String(length), 'x-github-event': 'push' };
    const sent = request(`${address}${github}`, { method: 'POST', headers }, (response) => {
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    sent.on('error', reject);
    sent.flushHeaders();
  });
}
