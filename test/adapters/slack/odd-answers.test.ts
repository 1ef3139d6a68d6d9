import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackMessenger } from '#adapters/slack/slack-messenger.ts';
import { createHeldClock } from '#test/support/held-clock.ts';
import { realClock } from '#test/support/real-clock.ts';
import { aPost } from './messenger-fixture.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** The address of a Web API that answers everything with the listener, and how often it was asked for each method. */
async function anApi(listener: RequestListener): Promise<{ apiUrl: string; counts: Map<string, number> }> {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const method = (request.url ?? '').replace('/api/', '');
    counts.set(method, (counts.get(method) ?? 0) + 1);
    request.resume().on('end', () => listener(request, response));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { apiUrl: `http://127.0.0.1:${port}/api/`, counts };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const at = { channel: 'C0RELEASES', ts: '1.000100' };

describe('answers that are not as documented', () => {
  it.each([
    ['a 429 without Retry-After', json({ ok: false }, 429)],
    ['a 429 with a Retry-After that is no number', json({ ok: false }, 429, { 'retry-after': 'soon' })],
    ['a 200 that says ratelimited', json({ ok: false, error: 'ratelimited' })],
  ])('takes %s for a limit of half a minute', async (_what, listener) => {
    const { apiUrl } = await anApi(listener);
    const clock = createHeldClock();
    const messenger = createSlackMessenger({ token: 'xoxb', apiUrl, clock, patience: 1_000 });
    await expect(messenger.update(at, { text: 'x' })).rejects.toMatchObject({
      code: 'SLACK_UNAVAILABLE',
      retryAt: clock.now() + 30_000,
    });
  });

  it('does not repeat what a proxy in between says, and keeps the doubt', async () => {
    const { apiUrl, counts } = await anApi((_, response) => response.end('<html>xoxb-secret <!channel></html>'));
    const messenger = createSlackMessenger({ token: 'xoxb', apiUrl, clock: realClock, pauses: [], settle: 1 });
    const failure = await messenger.post(aPost(), { mayExist: false }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SLACK_UNAVAILABLE', fault: 'transient' });
    expect(String(failure)).not.toMatch(/html|secret|channel>/);
    expect(counts.get('chat.postMessage')).toBe(1);
  });

  it('shows neither scopes nor error words that could be markup', async () => {
    const listener = json({ ok: false, error: 'missing_scope', needed: '<!channel> & <https://evil.example|click>' });
    const { apiUrl } = await anApi(listener);
    const messenger = createSlackMessenger({ token: 'xoxb', apiUrl, clock: realClock });
    await expect(messenger.post(aPost(), { mayExist: false })).rejects.toThrow(
      'The bot token lacks the scope that chat.postMessage needs. Add it under OAuth & Permissions, reinstall the app and start again.',
    );
  });

  it('does not show a channel name that could be markup', async () => {
    const { apiUrl } = await anApi(json({ ok: false, error: 'channel_not_found' }));
    const messenger = createSlackMessenger({ token: 'xoxb', apiUrl, clock: realClock });
    await expect(messenger.post(aPost({ channel: '<!channel>' }), { mayExist: false })).rejects.toThrow(
      'Slack knows no channel (no readable id)',
    );
  });

  it('looks for a post whose answer had no timestamp in it', async () => {
    const { apiUrl, counts } = await anApi((request, response) => {
      const isHistory = request.url?.endsWith('conversations.history') === true;
      const metadata = { event_type: 'fairlead_post', event_payload: { op: 'rel-1/card' } };
      const messages = isHistory ? [{ ts: '7.000100', bot_id: 'B1', metadata }] : undefined;
      json({ ok: true, bot_id: 'B1', messages })(request, response);
    });
    const messenger = createSlackMessenger({ token: 'xoxb', apiUrl, clock: realClock, settle: 1 });
    await expect(messenger.post(aPost(), { mayExist: false })).resolves.toEqual({
      channel: 'C0RELEASES',
      ts: '7.000100',
    });
    expect(counts.get('chat.postMessage')).toBe(1);
  });

  it('follows the pages of a history to the op, and asks only for what is new enough', async () => {
    const asked: string[] = [];
    const { apiUrl } = await anApi((request, response) => {
      asked.push(request.url ?? '');
      const pages = asked.filter((url) => url.endsWith('conversations.history')).length;
      const metadata = { event_type: 'fairlead_post', event_payload: { op: pages === 2 ? 'rel-1/card' : 'other' } };
      const next = { next_cursor: `page-${pages + 1}` };
      json({
        ok: true,
        bot_id: 'B1',
        messages: [{ ts: `${pages}.5`, bot_id: 'B1', metadata }],
        response_metadata: next,
      })(request, response);
    });
    const messenger = createSlackMessenger({ token: 'xoxb', apiUrl, clock: realClock });
    const found = await messenger.post(aPost(), { mayExist: true, since: 1_000_000 });
    expect(found).toEqual({ channel: 'C0RELEASES', ts: '2.5' });
  });

  it('keeps the doubt when there are more messages since than can be searched', async () => {
    const { apiUrl, counts } = await anApi(
      json({ ok: true, bot_id: 'B1', messages: [], response_metadata: { next_cursor: 'more' } }),
    );
    const messenger = createSlackMessenger({
      token: 'xoxb',
      apiUrl,
      clock: realClock,
      limits: { 'conversations.history': { interval: 1, burst: 20 } },
    });
    await expect(messenger.post(aPost(), { mayExist: true, since: 5 })).rejects.toThrow(/more messages since/);
    expect(counts.get('chat.postMessage')).toBeUndefined();
  });
});
