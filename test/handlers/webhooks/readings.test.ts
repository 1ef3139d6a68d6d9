import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createArgoCdSender } from '#handlers/webhooks/argo-cd-sender.ts';
import { createGithubSender } from '#handlers/webhooks/github-sender.ts';
import { createGitlabSender } from '#handlers/webhooks/gitlab-sender.ts';
import type { WebhookReading, WebhookSender } from '#handlers/webhooks/webhook-sender.ts';
import { githubPayload } from '#test/support/webhooks/github-payloads.ts';
import { gitlabPipeline, gitlabPush } from '#test/support/webhooks/gitlab-payloads.ts';
import { argoCdToken, fromArgoCd, fromGithub, fromOldGitlab, type SentWebhook } from '#test/support/webhooks/sign.ts';

const readingOf = (sender: WebhookSender, { body, headers }: SentWebhook): WebhookReading =>
  sender.read({ body: Buffer.from(body), header: (name) => headers[name] });

const nothing = { kind: 'nothing' };
const unreadable = { kind: 'unreadable' };
const repository = { full_name: 'shop/shop', id: 7 };

describe('of what GitHub sends', () => {
  const read = (event: string, payload: unknown) =>
    readingOf(createGithubSender({ secret: 'secret' }), fromGithub(event, payload));
  const ofRun = (run: string | null) => ({
    kind: 'hint',
    hint: { about: 'run', system: 'github-actions', repository: { path: 'shop/shop', number: null }, run },
  });

  it('the run that completed is read', () => {
    const payload = githubPayload('workflow_run', { action: 'completed', repository, workflow_run: { id: 42 } });
    expect(read('workflow_run', payload)).toEqual(ofRun('42'));
  });

  it('a run that was only requested is passed over', () => {
    expect(read('workflow_run', githubPayload('workflow_run', { action: 'requested' }))).toEqual(nothing);
  });

  it('the end of a deployment is read, with its run where GitHub tells it', () => {
    const state = (name: string) => ({ repository, deployment_status: { state: name } });
    const ended = githubPayload('deployment_status', state('success'));
    expect(read('deployment_status', ended)).toEqual(ofRun(null));
    expect(read('deployment_status', { ...ended, workflow_run: { id: 42 } })).toEqual(ofRun('42'));
    expect(read('deployment_status', githubPayload('deployment_status', state('in_progress')))).toEqual(nothing);
  });

  it('the branch that moved is read, and a tag is passed over', () => {
    const pushed = (ref: string) => read('push', githubPayload('push', { repository, ref }));
    expect(pushed('refs/heads/release/2026')).toEqual({
      kind: 'hint',
      hint: { about: 'branch', repository: { path: 'shop/shop', number: null }, branch: 'release/2026' },
    });
    expect(pushed('refs/tags/v1.5.0')).toEqual(nothing);
  });

  it('any other event is passed over', () => {
    expect(read('ping', githubPayload('ping'))).toEqual(nothing);
    expect(read('issues', { action: 'opened' })).toEqual(nothing);
  });

  it('a form is read, too, as webhooks made by hand send it', () => {
    const payload = JSON.stringify(githubPayload('workflow_run', { repository, workflow_run: { id: 42 } }));
    const form = { body: new URLSearchParams({ payload }).toString() };
    const headers = { 'x-github-event': 'workflow_run', 'content-type': 'application/x-www-form-urlencoded' };
    expect(readingOf(createGithubSender({ secret: 'secret' }), { ...form, headers })).toEqual(ofRun('42'));
  });

  it('what has another shape is unreadable', () => {
    expect(read('workflow_run', { action: 'completed' })).toEqual(unreadable);
    expect(read('push', 'text')).toEqual(unreadable);
  });
});

describe('of what GitLab sends', () => {
  const read = (payload: unknown) =>
    readingOf(createGitlabSender({ signingToken: null, secret: 'secret' }), fromOldGitlab(payload));
  const at = { path: 'shop/shop', number: 15 };

  it.each(['success', 'failed', 'canceled', 'skipped'])('a pipeline that ended as %s is read', (status) => {
    const hint = { about: 'run', system: 'gitlab-ci', repository: at, run: '31' };
    expect(read(gitlabPipeline({ status }))).toEqual({ kind: 'hint', hint });
  });

  it.each(['created', 'pending', 'running', 'manual'])('a pipeline that is %s is passed over', (status) => {
    expect(read(gitlabPipeline({ status }))).toEqual(nothing);
  });

  it('the branch that moved is read, and anything else is passed over', () => {
    expect(read(gitlabPush())).toEqual({ kind: 'hint', hint: { about: 'branch', repository: at, branch: 'main' } });
    expect(read({ object_kind: 'note' })).toEqual(nothing);
  });

  it('what has another shape is unreadable', () => {
    expect(read({ object_kind: 'pipeline' })).toEqual(unreadable);
    expect(read('text')).toEqual(unreadable);
  });
});

it('of what Argo CD sends the name of the Application is read', () => {
  const reading = readingOf(createArgoCdSender({ token: 'token' }), fromArgoCd('api-production'));
  expect(reading).toEqual({ kind: 'hint', hint: { about: 'application', application: 'api-production' } });
});

it('the template of docs/webhooks.md makes what is read of Argo CD', async () => {
  const page = await readFile('docs/webhooks.md', 'utf8');
  const template = /^ +(\{"application": .*\})$/m.exec(page)?.[1] ?? '';
  const body = template
    .replace('{{.app.metadata.name}}', 'api-production')
    .replace('{{(call .time.Now).UTC.Format "2006-01-02T15:04:05Z07:00"}}', '2026-11-21T09:00:00Z');
  const sender = createArgoCdSender({ token: argoCdToken });
  const sent = { body: Buffer.from(body), header: () => `Bearer ${argoCdToken}` };
  expect(await sender.check(sent, Date.UTC(2026, 10, 21, 9))).toMatchObject({ kind: 'genuine' });
  expect(sender.read(sent)).toMatchObject({ kind: 'hint', hint: { application: 'api-production' } });
});

it('docs/webhooks.md names the path of every sender', async () => {
  const page = await readFile('docs/webhooks.md', 'utf8');
  const senders = [
    createGithubSender({ secret: 'secret' }),
    createGitlabSender({ signingToken: null, secret: 'secret' }),
    createArgoCdSender({ token: 'token' }),
  ];
  for (const { name, path } of senders) expect(page).toMatch(new RegExp(`\\| ${name} \\| .* \`${path}\` \\|`));
});
