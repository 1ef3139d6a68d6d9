import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { concernsProject } from '#domain/webhooks/concerns-project.ts';
import { deploymentsWaitingFor } from '#domain/webhooks/deployments-waiting-for.ts';
import type { WebhookHint } from '#domain/webhooks/webhook-hint.ts';
import { aProject, aRelease, type Story } from '#test/support/a-release.ts';

const service = (deployer: object) => ({ deployer, health: { url: 'http://127.0.0.1:4100/health' } });
const shopWith = (more: Record<string, unknown> = {}, url = 'git@github.com:shop/shop.git') =>
  aProject({
    repository: { url, branch: 'main' },
    services: {
      api: service({ kind: 'github-actions', repository: 'shop/deploys', workflow: 'deploy.yml' }),
      web: service({ kind: 'gitlab-ci', project: '15' }),
      worker: service({ kind: 'argo-cd', url: 'http://127.0.0.1:4200', application: '{environment}-{service}' }),
    },
    ...more,
  });

const onGithub = (path: string, run: string | null = '42'): WebhookHint => ({
  about: 'run',
  system: 'github-actions',
  repository: { path, number: null },
  run,
});
const onGitlab = (path: string, number: number): WebhookHint => ({
  about: 'run',
  system: 'gitlab-ci',
  repository: { path, number },
  run: '31',
});
const branch = (path: string, name = 'main'): WebhookHint => ({
  about: 'branch',
  repository: { path, number: 15 },
  branch: name,
});
const application = (name: string): WebhookHint => ({ about: 'application', application: name });

describe('a hint concerns a project', () => {
  it.each<[string, WebhookHint, boolean]>([
    ['whose workflow ran there', onGithub('shop/deploys'), true],
    ['however GitHub spells the path', onGithub('Shop/Deploys'), true],
    ['not by another repository', onGithub('shop/other'), false],
    ['not by the same path on GitLab', { ...onGitlab('shop/deploys', 1) }, false],
    ['by the number of a GitLab project', onGitlab('shop/any', 15), true],
    ['not by another number', onGitlab('shop/any', 151), false],
    ['by the name of an Application in one of its environments', application('production-worker'), true],
    ['not by that of another service', application('production-api'), false],
    ['whose branch moved', branch('shop/shop'), true],
    ['not by another branch', branch('shop/shop', 'next'), false],
    ['not by the branch of another repository', branch('shop/deploys'), false],
  ])('%s', (_what, hint, isConcerned) => {
    expect(concernsProject(hint, shopWith())).toBe(isConcerned);
  });

  it.each([
    'https://github.com/shop/shop.git',
    'https://token@github.com/shop/shop',
    'ssh://git@gitlab.example:2222/shop/shop.git',
  ])('whose repository is at %s', (url) => {
    expect(concernsProject(branch('shop/shop'), shopWith({}, url))).toBe(true);
  });

  it('by its forge, where the address tells nothing', () => {
    const forge = { kind: 'github', repository: 'shop/shop' };
    const local = shopWith({ repository: { url: 'file:///srv/git/shop.git', branch: 'main', forge } });
    expect(concernsProject(branch('shop/shop'), local)).toBe(true);
    expect(concernsProject(branch('shop/shop'), shopWith({}, 'file:///srv/git/shop.git'))).toBe(false);
  });
});

describe('a deployment waits for a hint', () => {
  const api = StepId.parse('staging/deploy/api');
  const started = (): Story =>
    aRelease({ project: shopWith() })
      .run(api)
      .add({ v: 1, type: 'step.started', step: api, attempt: 1, worker: 'worker-1' });
  const pending = (handle: Readonly<Record<string, string | number | null>>): Story =>
    started().add({ v: 1, type: 'step.pending', step: api, attempt: 1, handle, lookAgainAt: 9e15, note: null });
  const waits = (story: Story, hint: WebhookHint) => deploymentsWaitingFor(story.release(), hint);
  const found = [{ step: api, attempt: 1, isPending: true }];

  it('of the run in its handle', () => {
    expect(waits(pending({ run: '42', since: 1 }), onGithub('shop/deploys'))).toEqual(found);
    expect(waits(pending({ run: '43', since: 1 }), onGithub('shop/deploys'))).toEqual([]);
  });

  it('of any run there, while its own or that of the hint is not known', () => {
    expect(waits(pending({ run: null, since: 1 }), onGithub('shop/deploys'))).toEqual(found);
    expect(waits(pending({ run: '43', since: 1 }), onGithub('shop/deploys', null))).toEqual(found);
  });

  it('while it is being sent, and cannot be asked for yet', () => {
    expect(waits(started(), onGithub('shop/deploys'))).toEqual([{ step: api, attempt: 1, isPending: false }]);
  });

  it('of nothing elsewhere, nor before it was started or after it has ended', () => {
    expect(waits(pending({ run: '42', since: 1 }), onGithub('shop/other'))).toEqual([]);
    expect(waits(pending({ run: '42', since: 1 }), application('staging-api'))).toEqual([]);
    expect(waits(aRelease({ project: shopWith() }), onGithub('shop/deploys'))).toEqual([]);
    const ended = pending({ run: '42', since: 1 }).add({
      v: 1,
      type: 'step.succeeded',
      step: api,
      attempt: 1,
      result: null,
    });
    expect(waits(ended, onGithub('shop/deploys'))).toEqual([]);
  });
});
