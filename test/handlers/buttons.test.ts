import { describe, expect, it } from 'vitest';
import { moveKinds } from '#domain/moves/move.ts';
import { needsReason } from '#domain/moves/needs-reason.ts';
import { actionIds, inputIds, moveActionIds } from '#templates/ids.ts';
import { modes } from '#test/support/slack-harness.ts';
import { anApp, buttonRow, digest, gate, pressValue, type RunningApp, release } from './an-app.ts';
import { openModals } from './receive/harness-fixture.ts';

const atOnce = moveKinds.filter((move) => !needsReason(move));
const withReason = moveKinds.filter(needsReason);

async function submitReason(app: RunningApp, reason: string) {
  const modal = await app.slack.until(() => openModals(app)[0]);
  const state = { [inputIds.reason]: { [inputIds.value]: { type: 'plain_text_input', value: reason } } };
  return app.slack.act({ type: 'view_submit', as: 'U0MIRA', viewId: modal.id, state });
}

describe.each(modes)('a button over %s', (mode) => {
  it.each(atOnce)('%s is one press for the worker to judge', async (move) => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow(moveActionIds[move], pressValue)]);
    await expect(app.click(at, moveActionIds[move])).resolves.toEqual({ ok: true });
    expect(app.jobs()).toEqual([
      {
        name: 'act',
        request: { move, release, step: gate, digest, reason: null },
        actor: { kind: 'slack', user: 'U0MIRA' },
        channel: 'C0RELEASES',
        replyTo: { kind: 'response_url', url: expect.any(String), user: 'U0MIRA', channel: 'C0RELEASES' },
      },
    ]);
  });

  it.each(withReason)('%s asks for the reason first, and is then the same press', async (move) => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow(moveActionIds[move], pressValue)]);
    await app.click(at, moveActionIds[move]);
    await app.slack.until(() => openModals(app)[0]);
    expect(app.jobs()).toEqual([]);
    await expect(submitReason(app, ' payments fail ')).resolves.toEqual({ ok: true });
    expect(openModals(app)).toEqual([]);
    expect(app.jobs()).toEqual([
      {
        name: 'act',
        request: { move, release, step: gate, digest, reason: 'payments fail' },
        actor: { kind: 'slack', user: 'U0MIRA' },
        channel: 'C0RELEASES',
        replyTo: { kind: 'channel', channel: 'C0RELEASES', user: 'U0MIRA' },
      },
    ]);
  });

  it('that is delivered twice is one press, and the next click is another', async () => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow('release_approve', pressValue)]);
    await app.click(at, 'release_approve');
    await app.redeliver('action');
    expect(app.jobs()).toHaveLength(1);
    await app.click(at, 'release_approve');
    expect(app.jobs()).toHaveLength(2);
  });

  it('whose reason is delivered twice is one press', async () => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow('release_hold', pressValue)]);
    await app.click(at, 'release_hold');
    await submitReason(app, 'payments fail');
    await app.redeliver('view');
    expect(app.jobs()).toHaveLength(1);
  });

  it('that is delivered twice and asks for a reason asks once', async () => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow('release_hold', pressValue)]);
    await app.click(at, 'release_hold');
    await app.redeliver('action');
    expect(openModals(app)).toHaveLength(1);
    expect((await app.told()).text).toMatch(/^No further form was opened: /);
  });

  it('asks again, beside the field, for a reason of spaces', async () => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow('release_hold', pressValue)]);
    await app.click(at, 'release_hold');
    await expect(submitReason(app, '   ')).resolves.toEqual({
      ok: true,
      data: { errors: { reason: 'Write why; everybody in the thread reads it.' } },
    });
    expect(app.jobs()).toEqual([]);
  });

  it('tells one person why a release waits', async () => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow(actionIds.why, `${release} - -`)]);
    await app.click(at, actionIds.why);
    expect(app.jobs()).toMatchObject([
      { name: 'answer', question: { kind: 'why', project: null, release, version: null } },
    ]);
  });

  it('that only leads somewhere is acknowledged, and nothing else', async () => {
    const app = await anApp({ mode });
    const at = await app.post([buttonRow(actionIds.link, 'x')]);
    await expect(app.click(at, actionIds.link)).resolves.toEqual({ ok: true });
    expect(app.jobs()).toEqual([]);
    expect(app.whispers()).toEqual([]);
  });
});

const stale =
  'This button or form cannot be read; it may come from an older version of Fairlead. Nothing was done. /release status shows what you can do now.';

it.each([
  ['empty words', ' '],
  ['a release id of another shape', 'rel-1 - -'],
  ['an id in capitals', `REL-4K2M9X7Q1Z3B ${gate} ${digest}`],
  ['a step that leaves its place', `${release} ../../etc ${digest}`],
  ['a digest cut short', `${release} ${gate} ${digest.slice(0, 40)}`],
  ['a digest in capitals', `${release} ${gate} ${digest.toUpperCase()}`],
  ['a fourth word', `${release} ${gate} ${digest} force`],
  ['JSON', '{"release":"rel-4k2m9x7q1z3b","move":"approve"}'],
  ['a mention', '<!channel>'],
  ['a line break', `${release}\n${gate}\n${digest}`],
  ['the shape of another version', `v2:${release}:${gate}`],
])('answers a button whose value is %s, and does nothing', async (_what, value) => {
  const app = await anApp({ mode: 'http' });
  const at = await app.post([
    buttonRow('release_approve', value),
    buttonRow('release_hold', value),
    buttonRow('release_why', value),
  ]);
  for (const actionId of ['release_approve', 'release_hold', 'release_why']) await app.click(at, actionId);
  await app.slack.until(() => app.whispers().length === 3);
  expect(app.whispers()).toEqual([stale, stale, stale]);
  expect(app.jobs()).toEqual([]);
  expect(openModals(app)).toEqual([]);
});
