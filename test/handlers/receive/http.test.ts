import { request as rawRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ReleaseError } from '#errors.ts';
import type { Harness, RequestChange } from '#test/support/slack-harness.ts';
import { aHarness } from './harness-fixture.ts';

const form = (fields: Record<string, string> = {}) =>
  new URLSearchParams({
    command: '/release',
    text: '1.5.0',
    user_id: 'U0MIRA',
    channel_id: 'C0RELEASES',
    team_id: 'T1',
    ...fields,
  }).toString();

async function aCounter(change: Partial<Parameters<typeof aHarness>[0]> = {}): Promise<Harness & { taken: string[] }> {
  const taken: string[] = [];
  const harness = await aHarness({
    mode: 'http',
    register: (app) => {
      app.command('/release', async ({ ack, command }) => {
        taken.push(command.text);
        await ack();
      });
      app.event('app_mention', async () => void taken.push('event'));
    },
    ...change,
  });
  return { ...harness, taken };
}

describe('a signed request', () => {
  it('is taken', async () => {
    const harness = await aCounter();
    expect((await harness.request(form())).status).toBe(200);
    expect(harness.taken).toEqual(['1.5.0']);
  });

  it.each<[string, RequestChange]>([
    ['6 minutes old', { at: Date.now() - 6 * 60_000 }],
    ['6 minutes ahead', { at: Date.now() + 6 * 60_000 }],
    ['an hour ahead', { at: Date.now() + 3_600_000 }],
    ['signed with another secret', { secret: 'another' }],
    ['signed for another body', { signedBody: form({ text: '9.9.9' }) }],
    ['unsigned', { headers: { 'x-slack-signature': '' } }],
    ['signed in an unknown version', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
    ['without a readable timestamp', { headers: { 'x-slack-request-timestamp': '1e9' } }],
  ])('is refused when it is %s', async (_what, change) => {
    const harness = await aCounter();
    expect((await harness.request(form(), change)).status).toBe(401);
    expect(harness.taken).toEqual([]);
  });

  it.each([-4 * 60_000, 4 * 60_000])('is taken %i ms off', async (off) => {
    const harness = await aCounter();
    expect((await harness.request(form(), { at: Date.now() + off })).status).toBe(200);
  });

  it('is refused the second time', async () => {
    const harness = await aCounter();
    const at = { at: Date.now() };
    const answers = await Promise.all([1, 2, 3].map(() => harness.request(form(), at)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(harness.taken).toHaveLength(1);
  });

  it('is refused the second time at another app on the same store', async () => {
    const claimed = new Set<string>();
    const scratch = {
      claim: async (key: string) => !claimed.has(key) && claimed.add(key).size > 0,
      delete: async (key: string) => void claimed.delete(key),
    };
    const one = await aCounter({ ports: { scratch } });
    const other = await aCounter({ ports: { scratch } });
    const at = { at: Date.now() };
    await one.request(form(), at);
    expect((await other.request(form(), at)).status).toBe(401);
    expect(other.taken).toEqual([]);
  });

  it('is refused when the body is over the limit', async () => {
    const harness = await aCounter();
    expect((await harness.request(form({ text: 'x'.repeat(1_100_000) }))).status).toBe(413);
    expect(harness.taken).toEqual([]);
  });

  it('is refused when the body grows over the limit without saying so', async () => {
    const harness = await aCounter();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = rawRequest({ port: harness.app.port(), path: '/slack/events', method: 'POST' }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      request.write('x'.repeat(600_000));
      request.write('x'.repeat(600_000));
    });
    expect(status).toBe(413);
  });

  it.each([
    ['a broken payload', new URLSearchParams({ payload: '{"type":' }).toString(), undefined],
    ['a payload that is no object', new URLSearchParams({ payload: '[]' }).toString(), undefined],
    ['broken JSON', '{', 'application/json'],
  ])('is no payload when it holds %s', async (_what, body, contentType) => {
    const harness = await aCounter();
    const change = contentType === undefined ? {} : { contentType };
    expect((await harness.request(body, change)).status).toBe(400);
  });

  it.each([
    ['an empty object', {}],
    ['an event without an event', { type: 'event_callback' }],
    ['a click without a user', { type: 'block_actions', actions: [{}] }],
    ['a kind nobody has heard of', { type: 'moon_phase', user: { id: 'U0MIRA' } }],
  ])('does not bring the app down when it is %s', async (_what, payload) => {
    const harness = await aCounter();
    const answer = await harness.request(JSON.stringify(payload), { contentType: 'application/json' });
    expect(answer.status).toBe(200);
    expect((await harness.request(form())).status).toBe(200);
  });

  it('gives an unknown menu no options', async () => {
    const harness = await aCounter();
    const payload = {
      type: 'block_suggestion',
      action_id: 'x',
      value: 'a',
      user: { id: 'U0MIRA' },
      team: { id: 'T1' },
    };
    const answer = await harness.request(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    await expect(answer.json()).resolves.toEqual({ options: [] });
  });

  it('answers the address check', async () => {
    const harness = await aCounter();
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c0ffee' });
    const answer = await harness.request(body, { contentType: 'application/json' });
    await expect(answer.json()).resolves.toEqual({ challenge: 'c0ffee' });
  });

  it('carries nothing past the TLS check', async () => {
    const harness = await aCounter();
    const unsigned = { headers: { 'x-slack-signature': '' } };
    expect((await harness.request('ssl_check=1&token=abc', unsigned)).status).toBe(200);
    expect((await harness.request(`ssl_check=1&${form()}`, unsigned)).status).toBe(401);
    expect(harness.taken).toEqual([]);
  });
});

describe('while the store of seen signatures is away', () => {
  const away = async () => {
    throw new ReleaseError('REDIS_UNAVAILABLE', 'transient', 'Redis cannot be reached, so nothing was recorded.');
  };

  it('a command is refused with a sentence, and its listener does not run', async () => {
    const harness = await aCounter({ ports: { scratch: { claim: away, delete: away } } });
    await expect(harness.command('1.5.0')).resolves.toEqual({ ok: true });
    expect(harness.whispers()).toEqual(['Redis cannot be reached, so nothing was recorded. Try again in a moment.']);
    expect(harness.taken).toEqual([]);
  });

  it('a command is refused, too, when the store does not answer at all', async () => {
    const scratch = { claim: () => new Promise<boolean>(() => undefined), delete: away };
    const harness = await aCounter({ ports: { scratch } });
    await expect(harness.command('1.5.0')).resolves.toEqual({ ok: true });
    expect(harness.whispers()).toEqual(['Redis did not answer, so nothing was recorded. Try again in a moment.']);
  });

  it('an event is left with Slack', async () => {
    const harness = await aCounter({ ports: { scratch: { claim: away, delete: away } } });
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T1',
      event: { type: 'app_mention', user: 'U0MIRA' },
    });
    expect((await harness.request(body, { contentType: 'application/json' })).status).toBe(503);
    expect(harness.taken).toEqual([]);
  });
});

describe('an event that was left with Slack', () => {
  it('may come again in the same second, with the same signature', async () => {
    let tries = 0;
    const harness = await aHarness({
      mode: 'http',
      register: (app) =>
        app.event('app_mention', async () => {
          tries += 1;
          if (tries === 1) throw new ReleaseError('REDIS_UNAVAILABLE', 'transient', 'Redis cannot be reached.');
        }),
    });
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T1',
      event: { type: 'app_mention', user: 'U0MIRA' },
    });
    const json = { contentType: 'application/json', at: Date.now() };
    expect((await harness.request(body, json)).status).toBe(503);
    expect((await harness.request(body, json)).status).toBe(200);
    expect(tries).toBe(2);
  });
});

describe('other addresses', () => {
  it.each([
    ['GET', '/healthz', 200],
    ['GET', '/', 404],
    ['POST', '/healthz', 404],
    ['GET', '/slack/events', 405],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const harness = await aCounter();
    const answer = await fetch(`http://127.0.0.1:${harness.app.port()}${path}`, { method });
    expect(answer.status).toBe(status);
  });
});
