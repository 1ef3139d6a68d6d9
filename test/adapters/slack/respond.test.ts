import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createRespond } from '#adapters/slack/response-url.ts';
import { realClock } from '#test/support/real-clock.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

type Answer = { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> } | 'drop';

/** A response_url that gives these answers in turn, the last one for ever, and keeps what it was sent. */
async function aResponseUrl(...answers: readonly Answer[]) {
  const received: unknown[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString()));
      const answer = answers[Math.min(received.length, answers.length) - 1] ?? 'drop';
      if (answer === 'drop') return request.socket.destroy();
      response.writeHead(answer.status, answer.headers).end(answer.body ?? 'ok');
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  const respond = createRespond({ apiUrl: `${origin}/api/`, clock: realClock, timeout: 500 });
  return { url: `${origin}/response/1`, respond, received };
}

const body = { text: 'Release 1.5.0 is planned.' };

describe('a response_url', () => {
  it('takes a private answer', async () => {
    const { url, respond, received } = await aResponseUrl({ status: 200 });
    await expect(respond(url, body)).resolves.toBe(true);
    expect(received).toEqual([
      {
        text: body.text,
        response_type: 'ephemeral',
        replace_original: false,
        unfurl_links: false,
        unfurl_media: false,
      },
    ]);
  });

  it.each<[string, Answer]>([
    ['404', { status: 404, body: 'no_such_url' }],
    ['410', { status: 410 }],
    ['expired_url', { status: 404, body: 'expired_url' }],
    ['used_url', { status: 200, body: '{"ok":false,"error":"used_url"}' }],
  ])('is over when it answers %s', async (_what, answer) => {
    const { url, respond } = await aResponseUrl(answer);
    await expect(respond(url, body)).resolves.toBe(false);
  });

  it('is not used twice for an answer that may have been shown', async () => {
    const { url, respond, received } = await aResponseUrl('drop', { status: 200 });
    await expect(respond(url, body)).rejects.toMatchObject({ code: 'SLACK_UNAVAILABLE', fault: 'transient' });
    expect(received).toHaveLength(1);
  });

  it('is used again when the answer replaces the original, which shows once however often', async () => {
    const { url, respond, received } = await aResponseUrl('drop', { status: 200 });
    await expect(respond(url, body, { replaceOriginal: true })).resolves.toBe(true);
    expect(received).toHaveLength(2);
  });

  it('is used again after a short Retry-After', async () => {
    const { url, respond } = await aResponseUrl({ status: 429, headers: { 'retry-after': '0' } }, { status: 200 });
    await expect(respond(url, body)).resolves.toBe(true);
  });

  it('refuses what Slack refuses as a fault of ours', async () => {
    const { url, respond } = await aResponseUrl({ status: 400, body: 'invalid_payload' });
    await expect(respond(url, body)).rejects.toMatchObject({ code: 'SLACK_FAILED' });
  });

  it('is not followed elsewhere', async () => {
    const { url, respond, received } = await aResponseUrl({
      status: 302,
      headers: { location: 'http://127.0.0.1:9/' },
    });
    await expect(respond(url, body)).rejects.toMatchObject({ code: 'SLACK_UNAVAILABLE' });
    expect(received).toHaveLength(1);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'https://user:word@hooks.slack.com/commands/1',
    'not an address',
    '',
  ])('is not called when it is %j', async (url) => {
    const { respond, received } = await aResponseUrl({ status: 200 });
    await expect(respond(url, body)).rejects.toMatchObject({ code: 'SLACK_FAILED', fault: 'fatal' });
    expect(received).toEqual([]);
  });
});
