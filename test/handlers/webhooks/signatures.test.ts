import { describe, expect, it } from 'vitest';
import { createArgoCdSender } from '#handlers/webhooks/argo-cd-sender.ts';
import { createGithubSender } from '#handlers/webhooks/github-sender.ts';
import { createGitlabSender, type GitlabSecrets } from '#handlers/webhooks/gitlab-sender.ts';
import { verifyStandardWebhook } from '#handlers/webhooks/verify-standard-webhook.ts';
import type { WebhookSender, WebhookVerdict } from '#handlers/webhooks/webhook-sender.ts';
import { gitlabPipeline } from '#test/support/webhooks/gitlab-payloads.ts';
import {
  argoCdToken,
  fromArgoCd,
  fromGithub,
  fromGitlab,
  fromOldGitlab,
  githubSecret,
  gitlabSecret,
  type SentWebhook,
  signingToken,
} from '#test/support/webhooks/sign.ts';

const now = Date.UTC(2026, 10, 21, 9);
const minutes = (count: number) => now + count * 60_000;

const judge = (sender: WebhookSender, { body, headers }: SentWebhook): Promise<WebhookVerdict> =>
  sender.check({ body: Buffer.from(body), header: (name) => headers[name] }, now);
const verdictOf = async (sender: WebhookSender, sent: SentWebhook): Promise<string> => {
  const verdict = await judge(sender, sent);
  return verdict.kind === 'refused' ? verdict.why : verdict.kind;
};
const markOf = async (sender: WebhookSender, sent: SentWebhook): Promise<string> => {
  const verdict = await judge(sender, sent);
  return verdict.kind === 'genuine' ? verdict.mark : verdict.why;
};
const without = ({ body, headers }: SentWebhook, name: string): SentWebhook => ({
  body,
  headers: Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name)),
});
const withHeader = ({ body, headers }: SentWebhook, name: string, value: string): SentWebhook => ({
  body,
  headers: { ...headers, [name]: value },
});
const tampered = ({ body, headers }: SentWebhook): SentWebhook => ({ body: body.replace('"', ' "'), headers });

describe('a webhook of GitHub', () => {
  const github = createGithubSender({ secret: githubSecret });
  const sent = fromGithub('push', { ref: 'refs/heads/main' });

  it('is genuine with the signature that GitHub documents as an example', async () => {
    const documented = createGithubSender({ secret: "It's a Secret to Everybody" });
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const example = { body: 'Hello, World!', headers: { 'x-hub-signature-256': signature } };
    expect(await verdictOf(documented, example)).toBe('genuine');
    expect(await verdictOf(documented, { ...example, body: 'Hello, World?' })).toBe('mismatch');
  });

  it.each([
    ['signed', sent, 'genuine'],
    ['signed with another secret', fromGithub('push', {}, { secret: 'another' }), 'mismatch'],
    ['of a body that was changed', tampered(sent), 'mismatch'],
    ['without a signature', without(sent, 'x-hub-signature-256'), 'unsigned'],
    [
      'signed with SHA-1 only',
      withHeader(without(sent, 'x-hub-signature-256'), 'x-hub-signature', 'sha1=00'),
      'unsigned',
    ],
    ['whose signature is cut off', withHeader(sent, 'x-hub-signature-256', 'sha256=7571'), 'mismatch'],
    ['without a body', { ...sent, body: '' }, 'unsigned'],
  ])('that is %s', async (_what, webhook, verdict) => {
    expect(await verdictOf(github, webhook)).toBe(verdict);
  });

  it('bears the same mark when it comes again under another delivery id, which is not signed', async () => {
    const again = withHeader(sent, 'x-github-delivery', 'd-2');
    expect(await markOf(github, again)).toBe(await markOf(github, sent));
    const other = fromGithub('push', { ref: 'refs/heads/next' });
    expect(await markOf(github, other)).not.toBe(await markOf(github, sent));
  });
});

describe('a signature of Standard Webhooks', () => {
  it('is genuine as the specification gives it as an example', () => {
    const example = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: '1614265330',
      signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      body: Buffer.from('{"test": 2432232314}'),
    };
    const token = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(verifyStandardWebhook(example, token, 1_614_265_330_000)).toEqual({ kind: 'genuine', id: example.id });
    expect(verifyStandardWebhook(example, token, 1_614_265_631_000)).toEqual({ kind: 'refused', why: 'stale' });
  });
});

describe('a webhook of GitLab', () => {
  const both: GitlabSecrets = { signingToken, secret: gitlabSecret };
  const onlySigned: GitlabSecrets = { signingToken, secret: null };
  const onlySecret: GitlabSecrets = { signingToken: null, secret: gitlabSecret };
  const sent = fromGitlab(gitlabPipeline(), { at: now });
  const old = fromOldGitlab(gitlabPipeline());
  const otherToken = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
  const signature = sent.headers['webhook-signature'] ?? '';

  it.each<[string, SentWebhook, GitlabSecrets, string]>([
    ['signed', sent, onlySigned, 'genuine'],
    ['signed, where a secret token is known, too', sent, both, 'genuine'],
    ['signed 4 minutes ago', fromGitlab({}, { at: minutes(-4) }), onlySigned, 'genuine'],
    ['signed 6 minutes ago', fromGitlab({}, { at: minutes(-6) }), onlySigned, 'stale'],
    ['signed 6 minutes ahead', fromGitlab({}, { at: minutes(6) }), onlySigned, 'future'],
    ['signed with another token', fromGitlab({}, { at: now, token: otherToken }), onlySigned, 'mismatch'],
    ['of a body that was changed', tampered(sent), onlySigned, 'mismatch'],
    ['under another id', withHeader(sent, 'webhook-id', 'other'), onlySigned, 'mismatch'],
    ['at another time', withHeader(sent, 'webhook-timestamp', `${now / 1_000 + 1}`), onlySigned, 'mismatch'],
    ['without a readable time', withHeader(sent, 'webhook-timestamp', '1e9'), onlySigned, 'unsigned'],
    [
      'signed by one of two tokens',
      withHeader(sent, 'webhook-signature', `v1,${'A'.repeat(43)}= ${signature}`),
      onlySigned,
      'genuine',
    ],
    [
      'signed in an unknown way',
      withHeader(sent, 'webhook-signature', signature.replace('v1,', 'v2,')),
      onlySigned,
      'unsigned',
    ],
    ['not signed, where it must be', old, onlySigned, 'unsigned'],
    [
      'wrongly signed, with the right secret token',
      { ...old, headers: { ...tampered(sent).headers, ...old.headers, 'webhook-id': 'x' } },
      both,
      'mismatch',
    ],
    ['not signed, with the right secret token', old, both, 'genuine'],
    ['sent with the right secret token', old, onlySecret, 'genuine'],
    ['sent with another secret token', withHeader(old, 'x-gitlab-token', `${gitlabSecret}x`), onlySecret, 'mismatch'],
    ['sent without a secret token', without(old, 'x-gitlab-token'), onlySecret, 'unsigned'],
    ['signed, where only a secret token is known', sent, onlySecret, 'unsigned'],
  ])('that is %s', async (_what, webhook, secrets, verdict) => {
    expect(await verdictOf(createGitlabSender(secrets), webhook)).toBe(verdict);
  });

  it('bears the same mark at each try, by its id, its idempotency key or else its body', async () => {
    const signed = createGitlabSender(onlySigned);
    const later = fromGitlab(gitlabPipeline(), { at: minutes(1) });
    expect(await markOf(signed, later)).toBe(await markOf(signed, sent));
    const secret = createGitlabSender(onlySecret);
    const keyed = fromOldGitlab({ one: 1 }, { 'idempotency-key': 'k-1' });
    expect(await markOf(secret, fromOldGitlab({ other: 2 }, { 'idempotency-key': 'k-1' }))).toBe(
      await markOf(secret, keyed),
    );
    expect(await markOf(secret, fromOldGitlab({ one: 1 }))).toBe(await markOf(secret, fromOldGitlab({ one: 1 })));
    expect(await markOf(secret, fromOldGitlab({ other: 2 }))).not.toBe(await markOf(secret, fromOldGitlab({ one: 1 })));
  });
});

describe('a notification of Argo CD', () => {
  const argoCd = createArgoCdSender({ token: argoCdToken });
  const sent = fromArgoCd('api-production', { at: now });

  it.each<[string, SentWebhook, string]>([
    ['sent with the token', sent, 'genuine'],
    ['sent with another token', fromArgoCd('api-production', { at: now, token: 'another' }), 'mismatch'],
    ['sent with the token as it is, and no bearer', withHeader(sent, 'authorization', argoCdToken), 'unsigned'],
    ['sent without a token', without(sent, 'authorization'), 'unsigned'],
    ['6 minutes old', fromArgoCd('api-production', { at: minutes(-6) }), 'stale'],
    ['6 minutes ahead', fromArgoCd('api-production', { at: minutes(6) }), 'future'],
    ['without a moment', { ...sent, body: '{"application":"api-production"}' }, 'no_moment'],
    ['no JSON', { ...sent, body: 'api-production' }, 'no_moment'],
  ])('that is %s', async (_what, webhook, verdict) => {
    expect(await verdictOf(argoCd, webhook)).toBe(verdict);
  });

  it('bears the same mark at each try, whose body is the same', async () => {
    expect(await markOf(argoCd, fromArgoCd('api-production', { at: now }))).toBe(await markOf(argoCd, sent));
    expect(await markOf(argoCd, fromArgoCd('api-production', { at: now + 1 }))).not.toBe(await markOf(argoCd, sent));
  });

  it('may tell its moment as Go writes it', async () => {
    const body = '{"application":"api-production","sentAt":"2026-11-21T10:00:00+01:00"}';
    expect(await verdictOf(argoCd, { ...sent, body })).toBe('genuine');
  });
});
